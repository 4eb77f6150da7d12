import type { RateLimits } from '@feed/settings/api';
import type { Redis } from '@feed/store/redis/redis';
import { addressKey } from './address-key.js';
import type { Caller } from './caller.js';
import { rejectRate, Rejection } from './rejection.js';
import type { RejectionRule } from './rules.js';
import { type Count, incrementShared, type Increment } from './shared-counts.js';
import { createTallies, secondsLeftToday, type Tally } from './tallies.js';
import { createWindow } from './window.js';

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

export interface MutationChargeOptions {
  limits: RateLimits;
  redis: Redis;
  onStored?: ((bytes: number) => void) | undefined;
}

interface Rate {
  rule: RejectionRule;
  increment: Increment;
  /** Counts in this process alone and returns the seconds to wait. */
  countLocally(): number;
}

interface Quota {
  rule: RejectionRule;
  tally: Tally;
  limit: number;
  whose: string;
}

const minute = 60;

/**
 * Charges one mutation to the rates and the daily quotas of its account and its address, with one command. Without Redis
 * each process counts on its own.
 */
export function createMutationCharge({ limits, redis, onStored }: MutationChargeOptions): ChargeMutation {
  const ratesOf = createRates(limits);
  const quotasOf = createQuotas(limits);
  return async (caller, { bytes, quotas }) => {
    const rates = ratesOf(caller);
    const budgets = quotasOf(caller);
    await count(
      redis,
      rates,
      budgets.map(({ tally }) => tally),
    );
    for (const quota of quotas > 0 ? budgets : []) rejectOver(quota, bytes, quotas);
    for (const { tally } of budgets) tally.reserve(bytes);
    return (stored) => {
      for (const { tally } of budgets) tally.settle(bytes, stored);
      if (stored > 0) onStored?.(stored);
    };
  };
}

function createRates(limits: RateLimits): (caller: Caller) => Rate[] {
  const localAccounts = createWindow(limits.mutationsPerAccount);
  const localAddresses = createWindow(limits.mutationsPerAddress);
  const increment = (key: string, limit: number): Increment => ({
    key: `rl:${key}`,
    amount: 1,
    floor: 0,
    seconds: minute,
    limit,
  });
  return ({ viewer, address }) => {
    const place = addressKey(address);
    const byAddress: Rate = {
      rule: 'rate_address',
      increment: increment(`ma:${place}`, limits.mutationsPerAddress),
      countLocally: () => localAddresses(place),
    };
    if (!viewer) return [byAddress];
    const byAccount: Rate = {
      rule: 'rate_account',
      increment: increment(`mu:${viewer.userId}`, limits.mutationsPerAccount),
      countLocally: () => localAccounts(viewer.userId),
    };
    // The account comes first: what exceeds its rate is not charged to those who share the address.
    return [byAccount, byAddress];
  };
}

function createQuotas(limits: RateLimits): (caller: Caller) => Quota[] {
  const accounts = createTallies('quota:u');
  const addresses = createTallies('quota:a');
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

/** Tallies come first: they have no limit in Redis, so that each of them is counted. @throws Rejection */
async function count(redis: Redis, rates: readonly Rate[], tallies: readonly Tally[]): Promise<void> {
  const sending = tallies.map((tally) => ({ tally, increment: tally.increment() }));
  const increments = [...sending, ...rates].map(({ increment }) => increment);
  let counts: Count[];
  try {
    counts = await incrementShared(redis, increments);
  } catch {
    for (const { tally, increment } of sending) tally.notSent(increment.amount);
    for (const { rule, countLocally } of rates) rejectRate(rule, countLocally());
    return;
  }
  sending.forEach(({ tally, increment }, i) => tally.sent(increment.amount, counts[i]?.value ?? 0));
  rates.forEach(({ rule, increment }, i) => {
    const { value, secondsLeft } = counts[sending.length + i] ?? { value: 0, secondsLeft: 0 };
    rejectRate(rule, value > increment.limit ? Math.max(1, secondsLeft) : 0);
  });
}

function rejectOver({ rule, tally, limit, whose }: Quota, bytes: number, quotas: number): void {
  if (!tally.exceeds(bytes, limit * quotas)) return;
  const message = `This ${whose} has stored as much as it may in a day. Try again after midnight UTC.`;
  throw new Rejection(rule, 'RATE_LIMITED', message, { retryAfterSeconds: secondsLeftToday(Date.now()) });
}
