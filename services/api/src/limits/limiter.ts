import { createHash } from 'node:crypto';
import type { Redis } from '@feed/store/redis/redis';
import type { RateLimits } from '@feed/settings/api';
import { addressKey } from './address-key.js';
import { Rejection } from './rejection.js';
import type { RejectionRule } from './rules.js';
import { createSharedCounter, type SharedCounter } from './shared-counter.js';
import { createWindow } from './window.js';

/** The parts of a request that rates are counted by. */
export interface Caller {
  readonly viewer: { readonly userId: string } | null;
  readonly address: string;
}

/**
 * Each method charges one use to a rate. It throws, or rejects with, CodedError RATE_LIMITED and the seconds to wait.
 * A request never fails because Redis is unavailable.
 */
export interface Limiter {
  /** Charged by every request, whatever it does. Counted in this process only, so it costs no round trip. */
  request(caller: Caller): void;
  mutation(caller: Caller): Promise<void>;
  /** Charged, per address, by everything that hashes a password: logins and registrations. */
  passwordUse(caller: Caller): Promise<void>;
  /** Charged before the password is compared, so that parallel guesses count too. */
  login(caller: Caller, username: string): Promise<void>;
  loginSucceeded(caller: Caller, username: string): Promise<void>;
}

export interface LimiterOptions {
  limits: RateLimits;
  redis: Redis;
}

export function createLimiter({ limits, redis }: LimiterOptions): Limiter {
  const shared = (name: string, points: number, seconds: number): SharedCounter =>
    createSharedCounter({ redis, name, points, seconds });
  const counters = {
    mutationAddress: shared('ma', limits.mutationsPerAddress, 60),
    mutationAccount: shared('mu', limits.mutationsPerAccount, 60),
    password: shared('pa', limits.loginsPerAddress, 60),
    login: shared('lo', limits.failedLogins, 900),
  };
  const spend = async (counter: SharedCounter, key: string, rule: RejectionRule): Promise<void> => {
    const wait = await counter.spend(key);
    if (wait > 0) reject(rule, wait);
  };
  return {
    request: createRequestRate(limits),
    mutation: ({ viewer, address }) =>
      viewer
        ? spend(counters.mutationAccount, viewer.userId, 'rate_account')
        : spend(counters.mutationAddress, addressKey(address), 'rate_address'),
    passwordUse: ({ address }) => spend(counters.password, addressKey(address), 'rate_login'),
    login: (caller, username) => spend(counters.login, loginKey(caller, username), 'rate_login'),
    loginSucceeded: (caller, username) => counters.login.forget(loginKey(caller, username)),
  };
}

function reject(rule: RejectionRule, retryAfterSeconds: number): never {
  throw new Rejection(rule, 'RATE_LIMITED', 'Too many requests. Try again later.', { retryAfterSeconds });
}

function createRequestRate(limits: RateLimits): Limiter['request'] {
  const byAddress = createWindow(limits.readsPerAddress);
  const byAccount = createWindow(limits.readsPerAccount);
  return ({ viewer, address }) => {
    const wait = byAddress(addressKey(address));
    if (wait > 0) reject('rate_address', wait);
    const accountWait = viewer ? byAccount(viewer.userId) : 0;
    if (accountWait > 0) reject('rate_account', accountWait);
  };
}

/** Hashed, because a username can be as long as a caller likes and Redis does not need to know it. */
function loginKey({ address }: Caller, username: string): string {
  return createHash('sha256')
    .update(`${addressKey(address)}\0${username.toLowerCase()}`)
    .digest('base64url')
    .slice(0, 22);
}
