import assert from 'node:assert/strict';
import { createPasswords, type Passwords } from '@feed/credentials/passwords';
import type { DjangoHash } from '@feed/credentials/django-hashes';
import { foreignHashes } from '@feed/store/identity/users/foreign-hashes';
import { statement } from '@feed/store/postgres/statement';
import { createForeignHashes } from '../../../src/auth/foreign-hashes.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Answer, type Client, clientOf, password } from '../../support/client.js';

const tokenAuth = `mutation ($username: String!, $password: String!) {
  tokenAuth(username: $username, password: $password) { token }
}`;
const setHash = statement<never>('test.set_hash', 'UPDATE users SET password_hash = $2 WHERE id = $1');
const hashOf = statement<{ hash: string }>(
  'test.hash_of',
  'SELECT password_hash AS hash FROM users WHERE id = $1',
);
const explain = statement<{ 'QUERY PLAN': string }>(
  'test.explain_foreign',
  `EXPLAIN SELECT password_hash FROM users WHERE left(password_hash, 1) <> '$'`,
);

/** Made by Django 5.2 from the password that test clients use. */
const hashes = {
  pbkdf2: 'pbkdf2_sha256$1000$Q7bGzM1x9uYkT2cVfRwEaL$rcyQMaZ7EFfsaKJ4P0zmruhbqRxtrMwgJyOQDvQC04w=',
  usual: 'pbkdf2_sha256$1000000$w4MKdd0wtZ8njsYf13imAB$J5kDiXgQQj+tDw337jGOEPCjtWwNIMM9i4/RmhVNOBk=',
  scrypt:
    'scrypt$16384$Xb6VYfeHW62FTqM4wQThw7$8$5$EqzgfP68YmETcuMzmjTwtq5ohrdpcGsmVGdjXk+U/twnkZTVmrkXfvPisUWDr+ql4WsXm9cH6n+geHUfFgQN0Q==',
  argon2:
    'argon2$argon2id$v=19$m=102400,t=2,p=8$TWdtNzREcndacUExeUJVS1RzOFFCRQ$t4EyGI0qIAAHXbuq8sXHMIkckPrqF+Fn4SlR3CJFA/0',
};

describe('passwords that Django hashed', () => {
  let app: TestApp, client: Client, compared: (readonly DjangoHash[])[];

  beforeEach(async () => {
    compared = [];
    const real = createPasswords({ concurrency: 2, queue: 10 });
    const passwords: Passwords = {
      hash: (text) => real.hash(text),
      matches(stored, text, others = []) {
        compared.push(others);
        return real.matches(stored, text, others);
      },
    };
    app = await startTestApp({ overrides: { passwords } });
    client = clientOf(app);
  });
  afterEach(() => app.stop());

  const give = async (hash: string) => {
    const person = await client.register();
    await app.context.database.query(setHash, [person.id, hash]);
    return person;
  };
  const storedOf = async (id: string) => (await app.context.database.query(hashOf, [id]))[0]?.hash;
  const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;

  for (const [kind, hash] of Object.entries(hashes))
    it(`are accepted, and replaced by our own at the first login: ${kind}`, async () => {
      const { id, username } = await give(hash);
      assert.equal(codeOf(await client.gql(tokenAuth, { username, password: 'wrong' })), 'UNAUTHENTICATED');
      assert.equal(await storedOf(id), hash);
      await client.logIn(username, password);
      const replaced = await storedOf(id);
      assert.match(replaced ?? '', /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      await client.logIn(username, password);
      assert.equal(await storedOf(id), replaced);
      assert.equal(codeOf(await client.gql(tokenAuth, { username, password: 'wrong' })), 'UNAUTHENTICATED');
    });

  it('are replaced once when an account logs in twice at the same time', async () => {
    const { id, username } = await give(hashes.pbkdf2);
    await Promise.all([client.logIn(username, password), client.logIn(username, password)]);
    assert.match((await storedOf(id)) ?? '', /^\$argon2id/);
  });

  it('never match when they would take too long', async () => {
    const { id, username } = await give(hashes.usual.replace('1000000', '9999999'));
    assert.equal(codeOf(await client.gql(tokenAuth, { username, password })), 'UNAUTHENTICATED');
    assert.match((await storedOf(id)) ?? '', /^pbkdf2/);
  });

  it('cost the same for every name, as soon as the process has met one', async () => {
    const own = await client.register();
    const { username } = await give(hashes.usual);
    await give(hashes.scrypt);
    await client.logIn(username, password);
    compared = [];
    for (const name of [username, own.username, 'nobody-at-all'])
      await client.gql(tokenAuth, { username: name, password: 'wrong' });
    const work = compared.map((others) => others.map(({ kind, work: amount }) => `${kind} ${amount}`));
    assert.deepEqual(work[0], ['pbkdf2_sha256 1000000']);
    assert.deepEqual(work, [work[0], work[0], work[0]]);
  });

  it('are found by an index, one of each kind', async () => {
    for (const hash of [...Object.values(hashes), hashes.pbkdf2, '!unusable']) await give(hash);
    const found = (await foreignHashes(app.context.database)).map((hash) => hash.slice(0, 19));
    assert.deepEqual(found.toSorted(), [
      ...['!unusable', 'argon2$argon2id$v=1', 'pbkdf2_sha256$1000$', 'pbkdf2_sha256$10000'],
      'scrypt$16384$Xb6VYf',
    ]);
    await app.database.alter('SET enable_seqscan = off');
    await app.database.endSessions();
    const plan = await app.database.open({ applicationName: 'explain' }).query(explain);
    assert.match(plan.map((row) => row['QUERY PLAN']).join('\n'), /users_foreign_password/);
  });

  it('are read again after ten minutes, once for all callers', async () => {
    let [time, reads] = [0, 0];
    const rows = [[{ sample: hashes.usual }, { sample: hashes.pbkdf2 }], []];
    const q = { query: <Row>() => Promise.resolve((rows[Math.min(reads++, 1)] ?? []) as Row[]) };
    const hashesOf = createForeignHashes(q, () => time);
    const works = async () => (await hashesOf.kinds(null)).map(({ work }) => work);
    assert.deepEqual(await Promise.all([works(), works()]), [[1_000_000], [1_000_000]]);
    assert.equal(reads, 1);
    time = 600_001;
    assert.deepEqual(await works(), []);
    assert.deepEqual(
      (await hashesOf.kinds(hashes.pbkdf2)).map(({ work }) => work),
      [1000],
    );
    assert.equal(reads, 2);
  });
});
