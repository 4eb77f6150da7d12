import { pbkdf2, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { verify } from '@node-rs/argon2';

/** A password hash that Django has made. It is accepted until its owner logs in for the first time. */
export interface DjangoHash {
  /** Hashes of the same kind differ in nothing but `work`, as far as their time is concerned. */
  readonly kind: string;
  /** Grows with the time that a comparison takes. */
  readonly work: number;
  matches(password: string): Promise<boolean>;
  /** Takes the time of a comparison with a hash of this kind and of so much work. */
  spend(password: string, work: number): Promise<void>;
}

const derive = promisify(pbkdf2);
const deriveScrypt = promisify<string, string, number, object, Buffer>(scrypt);

/** Django 6.0 computes 1.2 million iterations. */
const maxIterations = 2_000_000;
/** Django's argon2 takes 100 MiB; its scrypt takes 16 MiB five times. */
const [maxMemoryKiB, maxPasses, maxLanes] = [102_400, 10, 16];
const [maxScryptBytes, maxScryptRuns] = [64 * 1024 * 1024, 8];

const salt = String.raw`([^$\s]{1,128})`;
const digest = String.raw`([A-Za-z0-9+/]{20,128}={0,2})`;
const patterns = {
  pbkdf2: new RegExp(String.raw`^pbkdf2_(sha1|sha256)\$(\d{1,7})\$${salt}\$${digest}$`),
  scrypt: new RegExp(String.raw`^scrypt\$(\d{1,7})\$${salt}\$(\d{1,2})\$(\d{1,2})\$${digest}$`),
  argon2:
    /^argon2(\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,3})\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,86})$/,
};

/** @returns undefined for a hash that Django has not made, or that takes more time or memory than a login may */
export const parseDjangoHash = (stored: string): DjangoHash | undefined =>
  stored.startsWith('$') ? undefined : (parsePbkdf2(stored) ?? parseScrypt(stored) ?? parseArgon2(stored));

/** The lengths of the digests that Django makes. */
const digestBytes = { sha1: 20, sha256: 32, scrypt: 64 } as const;

function parsePbkdf2(stored: string): DjangoHash | undefined {
  const [, name = '', count = '', saltText = '', text = ''] = patterns.pbkdf2.exec(stored) ?? [];
  const [iterations, expected] = [Number(count), Buffer.from(text, 'base64')];
  const bytes = name === 'sha1' ? digestBytes.sha1 : digestBytes.sha256;
  if (iterations < 1 || iterations > maxIterations || expected.length !== bytes) return undefined;
  const run = (password: string, work: number) => derive(password, saltText, work, bytes, name);
  return {
    kind: `pbkdf2_${name}`,
    work: iterations,
    matches: async (password) => timingSafeEqual(await run(password, iterations), expected),
    spend: async (password, work) => void (await run(password, work)),
  };
}

function parseScrypt(stored: string): DjangoHash | undefined {
  const [, n = '', saltText = '', r = '', p = '', text = ''] = patterns.scrypt.exec(stored) ?? [];
  const [N, blockSize, runs] = [Number(n), Number(r), Number(p)];
  const expected = Buffer.from(text, 'base64');
  if (expected.length !== digestBytes.scrypt || !isPowerOfTwo(N)) return undefined;
  if (blockSize < 1 || runs < 1 || runs > maxScryptRuns || 128 * N * blockSize > maxScryptBytes)
    return undefined;
  const options = { N, r: blockSize, p: runs, maxmem: 2 * maxScryptBytes };
  const run = (password: string) => deriveScrypt(password, saltText, digestBytes.scrypt, options);
  return {
    kind: `scrypt$${n}$${r}$${p}`,
    work: 1,
    matches: async (password) => timingSafeEqual(await run(password), expected),
    spend: async (password) => void (await run(password)),
  };
}

const isPowerOfTwo = (n: number): boolean => n > 1 && Number.isInteger(Math.log2(n));

function parseArgon2(stored: string): DjangoHash | undefined {
  const [, hash = '', memory = '', passes = '', lanes = ''] = patterns.argon2.exec(stored) ?? [];
  if (hash === '' || Number(memory) > maxMemoryKiB) return undefined;
  if (Number(passes) > maxPasses || Number(lanes) > maxLanes) return undefined;
  const matches = (password: string) => verify(hash, password).catch(() => false);
  return {
    kind: `argon2$${memory}$${passes}$${lanes}`,
    work: 1,
    matches,
    spend: async (password) => void (await matches(password)),
  };
}
