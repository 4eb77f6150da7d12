import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { CodedError } from '@feed/platform/errors';

export interface Passwords {
  /** @throws CodedError OVERLOADED when the queue is full */
  hash(password: string): Promise<string>;
  /**
   * Resolves with false for a null hash (no such account, or no password), after as much time as for a real one.
   * @throws CodedError OVERLOADED when the queue is full
   */
  matches(storedHash: string | null, password: string): Promise<boolean>;
}

export interface PasswordOptions {
  /** Maximum number of hashes computed at once; each takes 19 MiB. */
  concurrency: number;
  /** Maximum number of callers that wait; further ones are rejected. */
  queue: number;
  /** Makes the error for a caller when the queue is full; OVERLOADED by default. */
  queueFull?: () => CodedError;
}

/** Argon2id with the parameters that OWASP recommends first: 19 MiB, 2 passes, 1 lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function createPasswords({ concurrency, queue, queueFull = busy }: PasswordOptions): Passwords {
  const inTurn = createTurnstile(concurrency, queue, queueFull);
  const decoyHash = hash(randomBytes(32), parameters);
  return {
    hash: (password) => inTurn(() => hash(password, parameters)),
    matches: (storedHash, password) =>
      inTurn(async () => {
        const same = await verify(storedHash ?? (await decoyHash), password);
        return same && storedHash !== null;
      }),
  };
}

const busy = (): CodedError =>
  new CodedError('OVERLOADED', 'Too many logins at the moment.', { retryAfterSeconds: 2 });

type Turnstile = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs at most `width` jobs at once; up to `room` more wait, further ones are rejected. */
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
