import assert from 'node:assert/strict';
import { createPasswords } from '@feed/credentials/passwords';
import { createTokens } from '@feed/credentials/tokens';
import { openSession } from '@feed/store/identity/sessions/writes';
import { liveSession, liveSessions } from '@feed/store/identity/sessions/reads';
import { credentialsOf } from '@feed/store/identity/users/reads';
import { statement, type Database } from '@feed/store/postgres/database';
import { modelsOf } from '@feed/store/postgres/models/models';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { feedctlCommand, start } from '../support/process.js';
import { run } from '../support/run.js';

const secret = 'a secret of the test that is long enough';
const registered = statement<{ id: string }>(
  'test.registered',
  `SELECT payload->>'userId' AS id FROM events WHERE kind = 'user.registered'`,
);

describe('accounts of feedctl', () => {
  let server: TestDatabase, database: Database, env: NodeJS.ProcessEnv;
  before(async () => {
    server = await testDatabase();
    database = server.open();
    env = { ...server.env, AUTH_SECRET: secret };
  });
  after(() => server.drop());

  const passwords = createPasswords({ concurrency: 1, queue: 1 });
  const hasPassword = async (username: string, password: string) => {
    const found = await credentialsOf(database, username);
    return passwords.matches(found?.passwordHash ?? null, password);
  };
  const create = (username: string, typed: string, ...options: string[]) =>
    run(['user', 'create', username, '--email', `${username}@example.org`, ...options], env, `${typed}\n`);

  it('are created with the password on standard input, and registered', async () => {
    const { code, stdout, stderr } = await create('ada', 'correct horse', '--first-name', 'Ada');
    assert.deepEqual([code, stderr], [0, '']);
    const [, id] = /^Created the account ada \((\d+)\)\n$/.exec(stdout) ?? [];
    assert.equal(await hasPassword('Ada', 'correct horse'), true);
    assert.deepEqual(await database.query(registered), [{ id }]);
  });

  it('are created with a generated password, which is printed', async () => {
    const { stdout } = await create('generated', '', '--generate', '--json');
    const { username, password } = JSON.parse(stdout) as { username: string; password: string };
    assert.match(password, /^[a-z2-9]{20}$/);
    assert.equal(await hasPassword(username, password), true);
  });

  it('may have a reserved username, and break no other rule', async () => {
    assert.equal((await create('admin', 'correct horse')).code, 0);
    const { code, stderr } = await run(
      ['user', 'create', 'a b', '--email', 'nowhere', '--first-name', 'www.example.org'],
      env,
      'correct horse\n',
    );
    assert.equal(code, 2);
    assert.match(
      stderr,
      /the username may only contain .*; the e-mail address is invalid; the first name must not/,
    );
    assert.match((await create('bella', 'sunshine')).stderr, /INVALID_INPUT: the password is too common\n/);
    assert.match(
      (await create('bella', 'short')).stderr,
      /the password must be at least 8 characters long\n/,
    );
    assert.match(
      (await run(['user', 'create', 'bella', '--email', 'b@c.de'], env)).stderr,
      /no password was given/,
    );
    assert.equal(await credentialsOf(database, 'bella'), null);
  });

  it('are not created twice', async () => {
    assert.match(
      (await create('ADA', 'correct horse')).stderr,
      /CONFLICT: there is already an account ADA\n/,
    );
    const again = ['user', 'create', 'another', '--email', 'Ada@Example.org', '--generate'];
    assert.match((await run(again, env)).stderr, /CONFLICT: there is already an account with the address/);
  });

  it('get a new password, which ends their sessions', async () => {
    const [ada = { id: '' }] = (await database.query(registered)).slice(0, 1);
    const session = { userAgent: 'test', address: '127.0.0.1', lifeSeconds: 600 };
    await database.transaction((tx) => openSession(tx, { userId: ada.id, ...session }));
    const { code, stdout } = await run(['user', 'password', 'Ada'], env, 'battery staple\n');
    assert.equal(code, 0);
    assert.match(stdout, /^The account ada \(\d+\) has a new password; 1 sessions ended\.\n$/);
    assert.equal(await hasPassword('ada', 'battery staple'), true);
    assert.equal(await hasPassword('ada', 'correct horse'), false);
    assert.deepEqual(await liveSessions(database, ada.id), []);
    assert.match((await run(['user', 'password', 'ada'], env, 'password123\n')).stderr, /is too common/);
    assert.equal(await hasPassword('ada', 'battery staple'), true);
  });

  it('are logged in without a password', async () => {
    const { code, stdout } = await run(['token', 'ADA', '--ttl', '5m'], env);
    assert.equal(code, 0);
    const claims = createTokens({ secret, accessTokenSeconds: 60 }).verify(stdout.trimEnd());
    assert.ok(typeof claims === 'object');
    const session = await liveSession(database, { id: claims.sessionId, userId: claims.userId });
    assert.equal(session?.username, 'ada');
    assert.match((await run(['token', 'nobody'], env)).stderr, /NOT_FOUND: there is no account nobody\n/);
  });

  it('are named by id or username, and a text that may be both is refused', async () => {
    const { User } = modelsOf(database);
    const first = await User.create({ username: 'first' });
    const second = await User.create({ username: first.id });
    const named = async (account: string) => {
      const { stdout } = await run(['token', account, '--json'], env);
      const outcome = JSON.parse(stdout) as { userId?: string; error?: { message: string } };
      return outcome.userId ?? outcome.error?.message ?? '';
    };
    assert.equal(await named(second.id), second.id);
    assert.match(await named(first.id), /is the username of one account and the id of another/);
    assert.equal(await named(`id:${first.id}`), first.id);
    assert.equal(await named(`username:${first.id}`), second.id);
    assert.equal(await named('id:first'), 'there is no account id:first');
  });

  it('have a password that a terminal does not show, typed twice', async () => {
    const type = async (...answers: string[]) => {
      const args = ['user', 'create', 'typed', '--email', 'typed@example.org'];
      const started = start([...feedctlCommand, ...args], { ...env, FAKE_TERMINAL: 'yes' });
      for (const [index, question] of ['Password: ', 'The same again: '].entries()) {
        await started.shows(question);
        started.child.stdin?.write(`${answers[index]}\n`);
      }
      return { code: await started.ended, text: started.text() };
    };
    const differing = await type('correct horse', 'correct house');
    assert.match(differing.text, /INVALID_INPUT: the two passwords differ/);
    const { code, text } = await type('correct horse', 'correct horse');
    assert.equal(code, 0);
    assert.doesNotMatch(text, /horse/);
    assert.equal(await hasPassword('typed', 'correct horse'), true);
  });
});
