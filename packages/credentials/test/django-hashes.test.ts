import assert from 'node:assert/strict';
import { type DjangoHash, parseDjangoHash } from '../src/django-hashes.js';
import { createPasswords } from '../src/passwords.js';

const password = 'correct horse battery';

/** Made by Django 5.2 from `password`. */
const hashes = [
  'pbkdf2_sha256$1000000$w4MKdd0wtZ8njsYf13imAB$J5kDiXgQQj+tDw337jGOEPCjtWwNIMM9i4/RmhVNOBk=',
  'pbkdf2_sha256$1000$Q7bGzM1x9uYkT2cVfRwEaL$rcyQMaZ7EFfsaKJ4P0zmruhbqRxtrMwgJyOQDvQC04w=',
  'pbkdf2_sha1$1000000$gC0A9bIPDMhWgqF3Otsgnh$gp6e0BsNpNpmNmS8quo8kfkMPp8=',
  'argon2$argon2id$v=19$m=102400,t=2,p=8$TWdtNzREcndacUExeUJVS1RzOFFCRQ$t4EyGI0qIAAHXbuq8sXHMIkckPrqF+Fn4SlR3CJFA/0',
  'scrypt$16384$Xb6VYfeHW62FTqM4wQThw7$8$5$EqzgfP68YmETcuMzmjTwtq5ohrdpcGsmVGdjXk+U/twnkZTVmrkXfvPisUWDr+ql4WsXm9cH6n+geHUfFgQN0Q==',
];
const [, quick = ''] = hashes;
/** Made by Django 5.2 from `pässwörd` in form NFC. */
const accented = 'pbkdf2_sha256$1000000$66xLOBLRCCthyPlwnmqEmk$t+9Bkz3Dmr66jqZN7k3TQ8fpL9OW9wwInXZBAyzDCAs=';

describe('hashes of Django', () => {
  const passwords = createPasswords({ concurrency: 2, queue: 10 });

  for (const stored of hashes)
    it(`match the password they were made from: ${stored.slice(0, 24)}`, async () => {
      assert.equal(await passwords.matches(stored, password), true);
      assert.equal(await passwords.matches(stored, `${password}!`), false);
    });

  it('match a password in another normal form', async () => {
    assert.equal(await passwords.matches(accented, 'pässwörd'.normalize('NFD')), true);
  });

  it('are rejected when they take too long, too much memory, or are of no known form', async () => {
    const [digest, salt] = ['J5kDiXgQQj+tDw337jGOEPCjtWwNIMM9i4/RmhVNOBk=', 'w4MKdd0wtZ8njsYf13imAB'];
    const long = 'A'.repeat(86);
    for (const stored of [
      `pbkdf2_sha256$2000001$${salt}$${digest}`,
      `pbkdf2_sha256$0$${salt}$${digest}`,
      `pbkdf2_sha256$-1$${salt}$${digest}`,
      `pbkdf2_sha256$1000$$${digest}`,
      `pbkdf2_sha256$1000$${salt}$${digest.slice(0, 20)}`,
      `pbkdf2_sha512$1000$${salt}$${digest}`,
      `scrypt$1048576$${salt}$8$1$${long}==`,
      `scrypt$16383$${salt}$8$1$${long}==`,
      `scrypt$16384$${salt}$8$99$${long}==`,
      `argon2$argon2id$v=19$m=1048576,t=2,p=8$${salt}$${digest.slice(0, 43)}`,
      `argon2$argon2i$v=19$m=512,t=2,p=2$${salt}$${digest.slice(0, 43)}`,
      `bcrypt_sha256$$2b$12$${salt}`,
      '!57WAMlp6Lgb6SC52lQLfmwXfv3478W7ITfZEEDp0',
      '',
    ]) {
      assert.equal(parseDjangoHash(stored), undefined, stored);
      assert.equal(await passwords.matches(stored, password), false, stored);
    }
  });

  describe('of other accounts', () => {
    /** Records the work that is spent in place of doing it. */
    const counted = (kind: string, work: number, spent: [string, number][]): DjangoHash => ({
      ...{ kind, work, matches: () => Promise.resolve(false) },
      spend: async (_password, amount) => void spent.push([kind, amount]),
    });
    const spentBy = async (stored: string | null, typed: string): Promise<[string, number][]> => {
      const spent: [string, number][] = [];
      const others = [counted('pbkdf2_sha256', 5_000, spent), counted('scrypt$2$1$1', 1, spent)];
      await passwords.matches(stored, typed, others);
      return spent;
    };
    const everything = [
      ['pbkdf2_sha256', 5_000],
      ['scrypt$2$1$1', 1],
    ];

    it('make a wrong password take as long for every account, and for none', async () => {
      const own = await passwords.hash(password);
      for (const stored of [null, own, '!unusable'])
        assert.deepEqual(await spentBy(stored, 'wrong'), everything);
      const fromDjango = await spentBy(quick, 'wrong');
      assert.deepEqual(fromDjango, [
        ['pbkdf2_sha256', 4_000],
        ['scrypt$2$1$1', 1],
      ]);
    });

    it('cost a right password nothing', async () => {
      for (const stored of [quick, await passwords.hash(password)])
        assert.deepEqual(await spentBy(stored, password), []);
    });
  });
});
