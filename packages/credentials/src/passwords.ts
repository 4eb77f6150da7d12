import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { CodedError } from '@feed/platform/errors';

export interface Passwords {
  /** @throws CodedError OVERLOADED when too many wait already */
  hash(password: string): Promise<string>;
  /**
   * With a null hash (unknown person, or one without a password) it takes as long and gives false.
   * @throws CodedError OVERLOADED when too many wait already
   */
  matches(storedHash: string | null, password: string): Promise<boolean>;
}

export interface PasswordOptions {
  /** Hashes computed at once; each takes 19 MiB. */
  concurrency: number;
  /** How many may wait for their turn. */
  queue: number;
  /** Makes the error for a caller who finds the queue full; by default OVERLOADED. */
  queueFull?: () => CodedError;
}

/** Argon2id with the parameters that OWASP gives first: 19 MiB, 2 passes, 1 lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function createPasswords({ concurrency, queue, queueFull = busy }: PasswordOptions): Passwords {
  const inTurn = createTurnstile(concurrency, queue, queueFull);
  const nobodys = hash(randomBytes(32), parameters);
  return {
    hash: (password) => inTurn(() => hash(password, parameters)),
    matches: (storedHash, password) =>
      inTurn(async () => {
        const same = await verify(storedHash ?? (await nobodys), password);
        return same && storedHash !== null;
      }),
  };
}

const busy = (): CodedError =>
  new CodedError('OVERLOADED', 'Too many logins at the moment.', { retryAfterSeconds: 2 });

type Turnstile = <T>(work: () => Promise<T>) => Promise<T>;

/** At most `width` works at once and `room` waiting; further ones are refused. */
function createTurnstile(width: number, room: number, full: () => CodedError): Turnstile {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= width) {
      if (waiting.length >= room) throw full();
      await new Promise<void>((resolve) => void waiting.push(resolve));
    } else {
      running += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
