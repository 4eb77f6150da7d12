import { Rejection } from './rejection.js';
import type { RejectionRule } from './rules.js';

/** An amount that requests share: what does not fit is rejected until others have returned their part. */
export interface Budget {
  /** @throws Rejection OVERLOADED when `amount` does not fit */
  take(amount: number): void;
  /** Returns what `take` took. */
  give(amount: number): void;
}

/** @param rule the rule that rejections are counted under */
export function createBudget(rule: RejectionRule, max: number, message: string): Budget {
  let taken = 0;
  return {
    take(amount) {
      if (taken + amount > max) throw new Rejection(rule, 'OVERLOADED', message, { retryAfterSeconds: 1 });
      taken += amount;
    },
    give: (amount) => void (taken -= amount),
  };
}
