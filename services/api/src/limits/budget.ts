import { Rejection } from './rejection.js';
import type { RejectionRule } from '../ops/instruments.js';

/** So much of something at once: what does not fit is refused until others have given back. */
export interface Budget {
  /** @throws Rejection OVERLOADED */
  take(amount: number): void;
  give(amount: number): void;
}

/** @param rule under which a refusal is counted */
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
