import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { CodedError } from '@feed/platform/errors';

export interface Passwords {
  /** @throws CodedError OVERLOADED when the queue is full */
  hash(password: string): Promise<string>;
  /**
   * Resolves with false, after the same time, for a null hash: an unknown account, or one without a password.
   * @throws CodedError OVERLOADED when the queue is full
   */
  matches(storedHash: string | null, password: string): Promise<boolean>;
}

export interface PasswordOptions {
  /** Hashes computed at the same time; each takes 19 MiB. */
  concurrency: number;
  /** Calls that may wait for their turn. */
  queue: number;
  /** Creates the error for a call that finds the queue full. Default: OVERLOADED. */
  queueFull?: () => CodedError;
}

/** Argon2id with OWASP's first recommendation: 19 MiB, 2 passes, 1 lane. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function createPasswords({ concurrency, queue, queueFull = overloaded }: PasswordOptions): Passwords {
  const limited = createLimit(concurrency, queue, queueFull);
  const hashOfNoAccount = hash(randomBytes(32), parameters);
  return {
    hash: (password) => limited(() => hash(normalizePassword(password), parameters)),
    matches: (storedHash, password) =>
      limited(async () => {
        const stored = storedHash ?? (await hashOfNoAccount);
        for (const spelling of spellingsOf(password))
          if (await verify(stored, spelling)) return storedHash !== null;
        return false;
      }),
  };
}

/**
 * The form in which a password is hashed. Keyboards differ in whether they send an accented letter as one character or
 * as two, and both have to be the same password.
 */
export const normalizePassword = (password: string): string => password.normalize('NFC');

/** Hashes made before passwords were normalised are of whichever form the keyboard sent. */
const spellingsOf = (password: string): Set<string> =>
  new Set([normalizePassword(password), password, password.normalize('NFD')]);

const overloaded = (): CodedError =>
  new CodedError('OVERLOADED', 'Too many logins at the moment.', { retryAfterSeconds: 2 });

type Limit = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs up to `concurrency` pieces of work at a time and queues up to `queue` more; further ones are rejected. */
function createLimit(concurrency: number, queue: number, queueFull: () => CodedError): Limit {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= concurrency) {
      if (waiting.length >= queue) throw queueFull();
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
