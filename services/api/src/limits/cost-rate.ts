import { performance } from 'node:perf_hooks';
import { addressKey } from './address-key.js';
import type { Caller } from './caller.js';
import { Rejection } from './rejection.js';

export interface CostRates {
  /** The cost that one account, and one address, may spend in a minute, in this process. */
  costPerAccount: number;
  costPerAddress: number;
}

/** Each request may cost this much: the rates of requests limit those that cost less. */
export const includedCost = 200;
/** A caller may spend this much of its minute at once. */
const burstMs = 10_000;
const minuteMs = 60_000;
const maxKeys = 100_000;

/** Charges what an operation costs above `includedCost` to its account and address. */
export interface CostRate {
  /** @throws Rejection RATE_LIMITED with the seconds to wait, and charges nothing then */
  charge(caller: Caller, cost: number): void;
  /** Charges what a running operation costs more than `charge` was told. */
  chargeMore(caller: Caller, cost: number, more: number): void;
}

export function createCostRate(
  { costPerAccount, costPerAddress }: CostRates,
  now: () => number = () => performance.now(),
): CostRate {
  const byAccount = createLevel(costPerAccount, now);
  const byAddress = createLevel(costPerAddress, now);
  const charge = ({ viewer, address }: Caller, amount: number): void => {
    byAddress.charge(addressKey(address), amount);
    if (viewer) byAccount.charge(viewer.userId, amount);
  };
  return {
    charge(caller, cost) {
      const { viewer, address } = caller;
      if (cost <= includedCost) return;
      const wait = Math.max(byAddress.wait(addressKey(address)), viewer ? byAccount.wait(viewer.userId) : 0);
      if (wait > 0) reject(wait);
      charge(caller, cost - includedCost);
    },
    chargeMore(caller, cost, more) {
      const amount = cost + more - Math.max(cost, includedCost);
      if (amount > 0) charge(caller, amount);
    },
  };
}

function reject(waitMs: number): never {
  const message = 'The operations of this account or network address cost too much. Try again later.';
  throw new Rejection('rate_cost', 'RATE_LIMITED', message, {
    retryAfterSeconds: Math.ceil(waitMs / 1000),
  });
}

interface Level {
  /** Milliseconds until the key may spend again; 0 or less means now. */
  wait(key: string): number;
  charge(key: string, cost: number): void;
}

/**
 * Keeps for each key when it will have paid for what it spent. A key may be in debt for `burstMs`, so even an operation
 * that costs more than a burst is allowed after a pause.
 */
function createLevel(perMinute: number, now: () => number): Level {
  const paidAt = new Map<string, number>();
  return {
    wait: (key) => (paidAt.get(key) ?? -Infinity) - now() - burstMs,
    charge(key, cost) {
      const time = now();
      const from = Math.max(paidAt.get(key) ?? time, time);
      if (paidAt.size >= maxKeys) paidAt.clear();
      paidAt.set(key, from + (cost / perMinute) * minuteMs);
    },
  };
}
