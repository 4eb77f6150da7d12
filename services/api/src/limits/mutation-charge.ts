import type { RateLimits } from '@feed/settings/api';
import type { Redis } from '@feed/store/redis/redis';
import { addressKey } from './address-key.js';
import type { Caller } from './caller.js';
import { rejectRate, Rejection } from './rejection.js';
import type { RejectionRule } from './rules.js';
import { Settler } from './settler.js';
import { createSharedRate } from './shared-rate.js';
import { createTallies, secondsLeftToday, type Tally } from './tallies.js';

export interface Storage {
  /** The most bytes that the mutation may store. */
  readonly bytes: number;
  /** How many times the daily quota it may use: 0 when it is rejected by no quota. */
  readonly quotas: number;
}

/** Ends a charge. Must be called once, with the bytes that were committed: 0 when the mutation failed. */
export type Settle = (stored: number) => void;

/** Rejects with CodedError RATE_LIMITED and the seconds to wait. */
export type ChargeMutation = (caller: Caller, storage: Storage) => Promise<Settle>;

export interface MutationCharge {
  charge: ChargeMutation;
  /** Tells the other processes what was counted here until now. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface MutationChargeOptions {
  limits: RateLimits;
  redis: Redis;
  onStored?: ((bytes: number) => void) | undefined;
  /** How often counts are settled with Redis. */
  settleEveryMs?: number | undefined;
}

interface Quota {
  rule: RejectionRule;
  tally: Tally;
  limit: number;
  whose: string;
}

/**
 * Charges mutations to the rates and the daily quotas of their account and address. They are counted in this process and
 * settled with Redis ten times a second; `shared-rate.ts` says when a mutation has to wait for Redis, and by how much a
 * limit can be exceeded.
 */
export function createMutationCharge(options: MutationChargeOptions): MutationCharge {
  const { limits, redis, onStored, settleEveryMs } = options;
  const settler = new Settler({ redis, everyMs: settleEveryMs });
  const chargeRates = createRates(limits, settler);
  const quotasOf = createQuotas(limits, settler);
  return {
    async charge(caller, { bytes, quotas }) {
      const budgets = quotasOf(caller);
      const fresh = quotas > 0 && Promise.all(budgets.map(({ tally, limit }) => tally.refresh(bytes, limit)));
      await chargeRates(caller);
      if (fresh) await fresh;
      for (const quota of quotas > 0 ? budgets : []) rejectOver(quota, bytes, quotas);
      for (const { tally } of budgets) tally.reserve(bytes);
      return (stored) => {
        for (const { tally } of budgets) tally.settle(bytes, stored);
        if (stored > 0) onStored?.(stored);
      };
    },
    settle: () => settler.settle(),
    close: () => settler.close(),
  };
}

function createRates(limits: RateLimits, settler: Settler): (caller: Caller) => Promise<void> {
  const accounts = createSharedRate({ name: 'mu', limit: limits.mutationsPerAccount, settler });
  const addresses = createSharedRate({ name: 'ma', limit: limits.mutationsPerAddress, settler });
  return async ({ viewer, address }) => {
    // The account comes first: what exceeds its rate is not charged to those who share the address.
    if (viewer) rejectRate('rate_account', await accounts(viewer.userId));
    rejectRate('rate_address', await addresses(addressKey(address)));
  };
}

function createQuotas(limits: RateLimits, settler: Settler): (caller: Caller) => Quota[] {
  const accounts = createTallies('quota:u', settler);
  const addresses = createTallies('quota:a', settler);
  return ({ viewer, address }) => {
    const ofAddress: Quota = {
      rule: 'quota_address',
      tally: addresses(addressKey(address)),
      limit: limits.bytesPerAddress,
      whose: 'network address',
    };
    if (!viewer) return [ofAddress];
    const tally = accounts(viewer.userId);
    return [{ rule: 'quota_account', tally, limit: limits.bytesPerAccount, whose: 'account' }, ofAddress];
  };
}

function rejectOver({ rule, tally, limit, whose }: Quota, bytes: number, quotas: number): void {
  if (!tally.exceeds(bytes, limit * quotas)) return;
  const message = `This ${whose} has stored as much as it may in a day. Try again after midnight UTC.`;
  throw new Rejection(rule, 'RATE_LIMITED', message, { retryAfterSeconds: secondsLeftToday(Date.now()) });
}
