import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { CodedError } from '@feed/platform/errors';
import { type DjangoHash, parseDjangoHash } from './django-hashes.js';

export interface Passwords {
  /** @throws CodedError OVERLOADED when the queue is full */
  hash(password: string): Promise<string>;
  /**
   * Resolves with false, after the same time, for a null hash: an unknown account, or one without a password.
   * @param others the most expensive of each kind of Django's hashes that accounts still have. A wrong password takes the
   *   time of all of them, whatever kind the account has, so that the time does not tell which accounts exist.
   * @throws CodedError OVERLOADED when the queue is full
   */
  matches(storedHash: string | null, password: string, others?: readonly DjangoHash[]): Promise<boolean>;
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
  // Django's hashes may take 100 MiB each. Those that wait hold their turn, so they are not more than `concurrency`.
  const alone = createLimit(1, concurrency, queueFull);
  const hashOfNoAccount = hash(randomBytes(32), parameters);
  return {
    hash: (password) => limited(() => hash(normalizePassword(password), parameters)),
    matches: (storedHash, password, others = []) =>
      limited(async () => {
        const spellings = [...spellingsOf(password)];
        const django = storedHash === null ? undefined : parseDjangoHash(storedHash);
        const own = storedHash !== null && !isForeign(storedHash) ? storedHash : await hashOfNoAccount;
        if (django && (await alone(() => anyMatches(spellings, django.matches)))) return true;
        if ((await anyMatches(spellings, (spelling) => verify(own, spelling))) && own === storedHash)
          return true;
        for (const { other, work } of remaining(others, django))
          await alone(() => eachSpent(spellings, (spelling) => other.spend(spelling, work)));
        return false;
      }),
  };
}

async function anyMatches(
  spellings: readonly string[],
  matches: (spelling: string) => Promise<boolean>,
): Promise<boolean> {
  for (const spelling of spellings) if (await matches(spelling)) return true;
  return false;
}

async function eachSpent(
  spellings: readonly string[],
  spend: (spelling: string) => Promise<void>,
): Promise<void> {
  for (const spelling of spellings) await spend(spelling);
}

/** The work of all kinds, less that of the comparison with `done`. */
const remaining = (others: readonly DjangoHash[], done: DjangoHash | undefined) =>
  others
    .map((other) => ({ other, work: other.work - (other.kind === done?.kind ? done.work : 0) }))
    .filter(({ work }) => work > 0);

/** Whether a stored hash is of another system, and is to be replaced when its password is known. */
export const isForeign = (storedHash: string): boolean => !storedHash.startsWith('$');

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
