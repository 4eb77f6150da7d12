import { createHash } from 'node:crypto';
import type { Redis } from '@feed/store/redis/redis';
import type { RateLimits } from '@feed/settings/api';
import type { RejectionRule } from '../ops/instruments.js';
import { addressKey } from './address-key.js';
import { Rejection } from './rejection.js';
import { createSharedCounter, type SharedCounter } from './shared-counter.js';
import { createWindow } from './window.js';

/** Who is asking: the parts of a request that rates are counted by. */
export interface Caller {
  readonly viewer: { readonly userId: string } | null;
  readonly address: string;
}

/** Every method throws, or rejects with, CodedError RATE_LIMITED with the seconds to wait. Redis being away never fails a request. */
export interface Limiter {
  /** Counted in this process only, so that a read costs no round trip. */
  read(caller: Caller): void;
  mutation(caller: Caller): Promise<void>;
  /** Anything that hashes a password: logins and registrations, per address. */
  passwordUse(caller: Caller): Promise<void>;
  /** Counts an attempt before the password is looked at, so that parallel guesses count too. */
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
    if (wait > 0) refuse(rule, wait);
  };
  return {
    read: createReadLimit(limits),
    mutation: ({ viewer, address }) =>
      viewer
        ? spend(counters.mutationAccount, viewer.userId, 'rate_account')
        : spend(counters.mutationAddress, addressKey(address), 'rate_address'),
    passwordUse: ({ address }) => spend(counters.password, addressKey(address), 'rate_login'),
    login: (caller, username) => spend(counters.login, loginKey(caller, username), 'rate_login'),
    loginSucceeded: (caller, username) => counters.login.forget(loginKey(caller, username)),
  };
}

function refuse(rule: RejectionRule, retryAfterSeconds: number): never {
  throw new Rejection(rule, 'RATE_LIMITED', 'Too many requests. Try again later.', { retryAfterSeconds });
}

function createReadLimit(limits: RateLimits): Limiter['read'] {
  const byAddress = createWindow(limits.readsPerAddress);
  const byAccount = createWindow(limits.readsPerAccount);
  return ({ viewer, address }) => {
    const wait = byAddress(addressKey(address));
    if (wait > 0) refuse('rate_address', wait);
    const accountWait = viewer ? byAccount(viewer.userId) : 0;
    if (accountWait > 0) refuse('rate_account', accountWait);
  };
}

/** Hashed: names are as long as a caller likes, and Redis needs to know none. */
function loginKey({ address }: Caller, username: string): string {
  return createHash('sha256')
    .update(`${addressKey(address)}\0${username.toLowerCase()}`)
    .digest('base64url')
    .slice(0, 22);
}
