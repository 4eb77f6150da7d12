import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createTokens } from '@feed/credentials/tokens';
import { liveSession } from '@feed/store/identity/sessions/reads';
import { statement, type Database } from '@feed/store/postgres/database';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { temporaryDirectory, type Directory } from '../support/files.js';
import { run } from '../support/run.js';

const secret = 'a secret of the test that is long enough';

describe('feedctl tokens', () => {
  let server: TestDatabase, database: Database, directory: Directory, env: NodeJS.ProcessEnv;
  let out: string, mapping: string;
  before(async () => {
    server = await testDatabase();
    database = server.open();
    directory = temporaryDirectory();
    [out, mapping] = [join(directory.path, 'tokens.txt'), join(directory.path, 'mapping.csv')];
    env = { DATABASE_URL: server.url, AUTH_SECRET: secret };
    const edges = directory.write('graph.txt', '1 2\n2 3\n3 4\n');
    assert.equal((await run(['import', '--edges', edges, '--mapping', mapping], env)).code, 0);
  });
  after(async () => {
    directory.remove();
    await server.drop();
  });
  const written = () =>
    readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(' ') as [string, string]);
  const usernames = async () => {
    const rows = await database.query(
      statement<{ id: string; username: string }>('test.names', 'SELECT id, username FROM users'),
    );
    return new Map(rows.map(({ id, username }) => [id, username]));
  };

  for (const source of ['mapping', 'usernames'])
    it(`are valid for the api, for accounts known by ${source}`, async () => {
      const from = source === 'mapping' ? ['--mapping', mapping] : [];
      const { code, stdout } = await run(
        ['tokens', '--users', '9', '--out', out, '--ttl', '2h', ...from],
        env,
      );
      assert.equal(code, 0);
      assert.match(stdout, /^4 tokens written/);
      assert.equal(statSync(out).mode & 0o777, 0o600);
      const names = await usernames();
      const tokens = createTokens({ secret, accessTokenSeconds: 60 });
      assert.deepEqual(
        written()
          .map(([id]) => id)
          .toSorted(),
        ['1', '2', '3', '4'],
      );
      for (const [outsideId, token] of written()) {
        const claims = tokens.verify(token);
        assert.ok(typeof claims === 'object');
        assert.equal(names.get(claims.userId), `user_${outsideId}`);
        const left = claims.expiresAt - Date.now() / 1000;
        assert.ok(left > 7_000 && left <= 7_200);
        const session = await liveSession(database, { id: claims.sessionId, userId: claims.userId });
        assert.equal(session?.username, `user_${outsideId}`);
      }
    });

  it('are spread over the accounts', async () => {
    assert.equal((await run(['tokens', '--users', '2', '--out', out, '--json'], env)).code, 0);
    assert.deepEqual(
      written().map(([id]) => id),
      ['1', '3'],
    );
  });

  it('are readable only by their owner, even in a file that existed', async () => {
    const there = directory.write('there.txt', 'an older one');
    chmodSync(there, 0o644);
    assert.equal((await run(['tokens', '--users', '1', '--out', there], env)).code, 0);
    assert.equal(statSync(there).mode & 0o777, 0o600);
    assert.match(readFileSync(there, 'utf8'), /^1 \S+\n$/);
  });

  it('are issued only when they can be written, and a failure leaves an existing file unchanged', async () => {
    const sessions = async () =>
      (await database.query(statement<{ n: number }>('test.n', 'SELECT count(*)::int AS n FROM sessions')))[0]
        ?.n;
    const before = await sessions();
    const nowhere = join(directory.path, 'none', 'tokens.txt');
    assert.match((await run(['tokens', '--users', '1', '--out', nowhere], env)).stderr, /^feedctl: ENOENT: /);
    assert.equal(await sessions(), before);
    const older = directory.write('older.txt', 'older');
    const foreign = directory.write('foreign.csv', 'kind,outside_id,id\nuser,x,77\n');
    assert.equal((await run(['tokens', '--users', '1', '--out', older, '--mapping', foreign], env)).code, 1);
    assert.equal(readFileSync(older, 'utf8'), 'older');
    assert.equal(existsSync(`${older}.partial`), false);
  });

  it('take a mapping from a pipe or an edited file, and name one that is neither', async () => {
    const tokens = (file: string) => run(['tokens', '--users', '9', '--out', out, '--mapping', file], env);
    const pipe = join(directory.path, 'pipe');
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    spawn('sh', ['-c', 'cat "$1" > "$2"', 'sh', mapping, pipe], { stdio: 'ignore' });
    assert.match((await tokens(pipe)).stdout, /^4 tokens written/);
    const edited = directory.write(
      'edited.csv',
      `\ufeff${readFileSync(mapping, 'utf8').replaceAll('\n', '\r\n')}`,
    );
    assert.match((await tokens(edited)).stdout, /^4 tokens written/);
    const latin1 = directory.write('latin1.csv', Buffer.from('kind,outside_id,id\nuser,\xe9,1\n', 'latin1'));
    assert.match(
      (await tokens(latin1)).stderr,
      /INVALID_INPUT: .*latin1\.csv:2: not valid UTF-8 .*: byte 0xE9, byte 6/,
    );
    assert.match((await tokens(directory.path)).stderr, /INVALID_INPUT: .* is a directory$/m);
    assert.match((await tokens(directory.write('empty.csv', ''))).stderr, /is not a mapping/);
  });

  it('are rejected without accounts, with an invalid mapping and for longer than a day', async () => {
    const tokens = (...args: string[]) => run(['tokens', '--users', '1', '--out', out, ...args], env);
    assert.match((await tokens('--prefix', 'nobody')).stderr, /no username starts with "nobody"/);
    const foreign = directory.write('foreign.csv', 'kind,outside_id,id\nuser,x,77\n');
    assert.match((await tokens('--mapping', foreign)).stderr, /NOT_FOUND: the account 77 of "x"/);
    const spaced = directory.write('spaced.csv', 'kind,outside_id,id\nuser,a b,77\n');
    assert.match((await tokens('--mapping', spaced)).stderr, /INVALID_INPUT: the id "a b"/);
    const other = directory.write('other.csv', 'a,b\n1,2\n');
    assert.equal((await tokens('--mapping', other)).code, 2);
    const text = directory.write('text.csv', 'a\nb,"c\n');
    assert.match((await tokens('--mapping', text)).stderr, /INVALID_INPUT: .* is not a mapping/);
    assert.match((await tokens('--mapping', join(directory.path, 'none'))).stderr, /NOT_FOUND/);
    assert.equal((await tokens('--ttl', '25h')).code, 2);
  });
});
