import type { Redis } from '@feed/store/redis/redis';
import type { RateLimits } from '@feed/settings/api';
import { addressKey } from './address-key.js';
import type { Caller } from './caller.js';
import { createLoginRates, type LoginRates } from './login-rates.js';
import { type ChargeMutation, createMutationCharge } from './mutation-charge.js';
import { rejectRate } from './rejection.js';
import { createWindow } from './window.js';

/**
 * Each method charges one use to a rate. It throws, or rejects with, CodedError RATE_LIMITED and the seconds to wait.
 * A request never fails because Redis is unavailable.
 */
export interface Limiter extends LoginRates {
  /** Charged by every request, whatever it does. Counted in this process only, so it costs no round trip. */
  request(caller: Caller): void;
  readonly mutation: ChargeMutation;
  /** Sends what was counted here, but not settled with Redis. */
  close(): Promise<void>;
}

export interface LimiterOptions {
  limits: RateLimits;
  redis: Redis;
  /** Called with the bytes that a mutation has stored. */
  onStored?: ((bytes: number) => void) | undefined;
}

export function createLimiter({ limits, redis, onStored }: LimiterOptions): Limiter {
  const { charge, close } = createMutationCharge({ limits, redis, onStored });
  return {
    request: createRequestRate(limits),
    mutation: charge,
    close,
    ...createLoginRates({ limits, redis }),
  };
}

function createRequestRate(limits: RateLimits): Limiter['request'] {
  const byAddress = createWindow(limits.readsPerAddress);
  const byAccount = createWindow(limits.readsPerAccount);
  return ({ viewer, address }) => {
    rejectRate('rate_address', byAddress(addressKey(address)));
    if (viewer) rejectRate('rate_account', byAccount(viewer.userId));
  };
}
