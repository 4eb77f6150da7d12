import { createHash } from 'node:crypto';
import type { RateLimits } from '@feed/settings/api';
import type { Redis } from '@feed/store/redis/redis';
import { addressKey } from './address-key.js';
import type { Caller } from './caller.js';
import { rejectRate } from './rejection.js';
import { createSharedCounter, type SharedCounter } from './shared-counter.js';

/** The account that a login names. */
export interface LoginTarget {
  /** Null when there is no such account. Then everything happens as if there were one. */
  readonly userId: string | null;
  /** The username in the form in which the database compares it. */
  readonly name: string;
  /** The addresses from which the account has logged in or refreshed its tokens before. */
  readonly addresses: readonly string[];
}

/** The methods reject with CodedError RATE_LIMITED and the seconds to wait. */
export interface LoginRates {
  /** Charged, per address, by everything that hashes a password: logins and registrations. */
  passwordUse(caller: Caller): Promise<void>;
  /** Charged before the password is compared, so that parallel guesses count too. */
  login(caller: Caller, target: LoginTarget): Promise<void>;
  loginSucceeded(caller: Caller, target: LoginTarget): Promise<void>;
}

const failureWindowSeconds = 900;
/** How often an address that is new to the account may try, while too many of them have failed. */
const slowSeconds = 30;

/**
 * Failures are counted for each pair of address and account, and for each account over all addresses that are new to it.
 * When those have failed too often, they share one attempt in 30 seconds. Addresses that the account has used before are
 * not affected, so that a stranger cannot lock the owner out.
 */
export function createLoginRates({ limits, redis }: { limits: RateLimits; redis: Redis }): LoginRates {
  const shared = (name: string, points: number, seconds: number): SharedCounter =>
    createSharedCounter({ redis, name, points, seconds });
  const passwords = shared('pa', limits.loginsPerAddress, 60);
  const pairs = shared('lo', limits.failedLogins, failureWindowSeconds);
  const strangers = shared('ls', limits.strangersFailedLogins, failureWindowSeconds);
  const slowed = shared('ld', 1, slowSeconds);
  const chargeStranger = async (account: string): Promise<void> => {
    if ((await strangers.spend(account)) === 0) return;
    rejectRate('rate_login_account', await slowed.spend(account));
  };
  return {
    passwordUse: async ({ address }) => rejectRate('rate_login', await passwords.spend(addressKey(address))),
    async login(caller, target) {
      rejectRate('rate_login', await pairs.spend(pairKey(caller, target)));
      if (isStranger(caller, target)) await chargeStranger(accountKey(target));
    },
    async loginSucceeded(caller, target) {
      await pairs.forget(pairKey(caller, target));
      if (isStranger(caller, target)) await strangers.giveBack(accountKey(target));
    },
  };
}

function isStranger({ address }: Caller, { addresses }: LoginTarget): boolean {
  const place = addressKey(address);
  return !addresses.some((known) => addressKey(known) === place);
}

/** Hashed, because a username can be as long as a caller likes and Redis does not need to know it. */
const accountKey = ({ userId, name }: LoginTarget): string => digest(userId ?? `name\0${name}`);

const pairKey = ({ address }: Caller, target: LoginTarget): string =>
  digest(`${addressKey(address)}\0${accountKey(target)}`);

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);
