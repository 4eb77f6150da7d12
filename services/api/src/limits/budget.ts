import { Rejection } from './rejection.js';
import type { RejectionRule } from './rules.js';

/** An amount that requests share: what does not fit is rejected until others have returned their part. */
export interface Budget {
  /** @throws Rejection OVERLOADED when `amount` does not fit, and the error for one holder when that has too much */
  take(amount: number, holder?: string): void;
  /** Returns what `take` took. */
  give(amount: number, holder?: string): void;
}

/** A limit for each holder. It does not stop a holder that has nothing yet. */
export interface PerHolder {
  max: number;
  error(): Error;
}

/** @param rule the rule that rejections are counted under */
export function createBudget(
  rule: RejectionRule,
  max: number,
  message: string,
  perHolder?: PerHolder,
): Budget {
  let taken = 0;
  const byHolder = new Map<string, number>();
  const add = (holder: string, amount: number): void => {
    const held = (byHolder.get(holder) ?? 0) + amount;
    if (held > 0) byHolder.set(holder, held);
    else byHolder.delete(holder);
  };
  return {
    take(amount, holder) {
      const held = holder === undefined ? 0 : (byHolder.get(holder) ?? 0);
      if (perHolder && held > 0 && held + amount > perHolder.max) throw perHolder.error();
      if (taken + amount > max) throw new Rejection(rule, 'OVERLOADED', message, { retryAfterSeconds: 1 });
      taken += amount;
      if (holder !== undefined) add(holder, amount);
    },
    give(amount, holder) {
      taken -= amount;
      if (holder !== undefined) add(holder, -amount);
    },
  };
}
