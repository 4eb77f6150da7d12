import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { statement, type Database } from '@feed/store/postgres/database';
import { until } from '@feed/testkit/until';
import { temporaryDirectory, type Directory } from '../support/files.js';
import { feedctlCommand, start, stepCommand, type Started } from '../support/process.js';
import { run } from '../support/run.js';

const hidden = '\x1b[?25l';
const at = '2024-03-01T10:00:00Z';

/** Asserts that the last words of the process show the cursor, wrap lines and clear the line of the bar. */
function assertRestored(text: string): void {
  const last = text.slice(text.lastIndexOf(hidden) + hidden.length);
  for (const sequence of ['\x1b[?25h', '\x1b[?7h', '\x1b[2K'])
    assert.ok(last.includes(sequence), `${JSON.stringify(sequence)} in ${JSON.stringify(last)}`);
  assert.doesNotMatch(last, /\n +at /);
}

describe('an interrupted command', () => {
  let directory: Directory;
  beforeEach(() => (directory = temporaryDirectory()));
  afterEach(() => directory.remove());
  const partial = () => readdirSync(directory.path).filter((name) => name.endsWith('.partial'));
  const generate = ['generate', '--users', '1000000'];

  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)
    it(`restores the terminal, keeps old files and ends with ${code} after ${signal}`, async () => {
      directory.write('users.csv', 'old');
      const command = [...feedctlCommand, ...generate, directory.path];
      const process = start(command, { FAKE_TERMINAL: 'yes' });
      await process.shows('users.csv: 1');
      assert.deepEqual(partial(), ['users.csv.partial']);
      process.child.kill(signal);
      assert.equal(await process.ended, code);
      assertRestored(process.text());
      assert.match(process.text(), /feedctl: interrupted\. The folder has no new files\.\n$/);
      assert.deepEqual(readdirSync(directory.path), ['users.csv']);
    });

  it('does so after ctrl-C on a real terminal', async function () {
    const pseudoTerminal = onTerminal([...feedctlCommand, ...generate, directory.path]);
    if (!pseudoTerminal) this.skip();
    const process = start(pseudoTerminal, {});
    await process.shows('users.csv: 1');
    process.child.stdin?.write('\x03');
    assert.equal(await process.ended, 130);
    assertRestored(process.text());
    assert.deepEqual(readdirSync(directory.path), []);
  });

  it('says that a step of make up was interrupted', async () => {
    const process = start(stepCommand, {});
    await process.shows('… worker\n');
    process.child.kill('SIGTERM');
    assert.equal(await process.ended, 143);
    assert.match(process.text(), / {2}✗ worker \(interrupted\)\n$/);
  });

  it('deletes the copy of a pipe that is not complete', async () => {
    const pipe = join(directory.path, 'pipe');
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    const server = await testDatabase();
    const temporary = temporaryDirectory();
    try {
      const env = { DATABASE_URL: server.url, TMPDIR: temporary.path };
      const process = start([...feedctlCommand, 'import', '--edges', pipe], env);
      const copies = () => readdirSync(temporary.path).filter((name) => name.startsWith('feed-pipe-'));
      await until('the command waits for the pipe', () => copies().length === 1);
      process.child.kill('SIGTERM');
      assert.equal(await process.ended, 143);
      assert.deepEqual(copies(), []);
    } finally {
      temporary.remove();
      await server.drop();
    }
  });

  describe('that waits for the database', () => {
    let server: TestDatabase, database: Database, release: () => void, finished: Promise<void>;
    beforeEach(async () => {
      server = await testDatabase();
      database = server.open();
      const edges = directory.write('graph.txt', '1 2\n2 3\n');
      assert.equal((await run(['import', '--edges', edges], { DATABASE_URL: server.url })).code, 0);
    });
    afterEach(async () => {
      release();
      await finished;
      await server.drop();
    });
    /** Holds a table until the end of the test. */
    const hold = async (table: string): Promise<void> => {
      let held = () => {};
      const isHeld = new Promise<void>((resolve) => (held = resolve));
      finished = database.transaction(async (tx) => {
        await tx.query(statement(`test.lock-${table}`, `LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`));
        held();
        await new Promise<void>((resolve) => (release = resolve));
      });
      await isHeld;
    };
    const interrupted = async (process: Started, shows: string): Promise<void> => {
      await process.shows(shows);
      await until('there is a partial file', () => partial().length === 1);
      process.child.kill('SIGINT');
      assert.equal(await process.ended, 130);
      assert.deepEqual(partial(), []);
    };

    it('leaves no tokens', async () => {
      await hold('sessions');
      const args = ['tokens', '--users', '2', '--out', join(directory.path, 'tokens.txt')];
      const env = { DATABASE_URL: server.url, AUTH_SECRET: 'x'.repeat(40), FAKE_TERMINAL: 'yes' };
      const process = start([...feedctlCommand, ...args], env);
      await interrupted(process, hidden);
      assertRestored(process.text());
      assert.match(process.text(), /interrupted\. No tokens were written\./);
    });

    it('leaves no mapping', async () => {
      await hold('users');
      directory.write('users.csv', `id,username,display_name,bio,avatar_url,created_at\n1,a,,,,${at}\n`);
      const args = ['import', directory.path, '--mapping', join(directory.path, 'ids.csv')];
      await interrupted(start([...feedctlCommand, ...args], { DATABASE_URL: server.url }), 'reading users');
    });
  });
});

/** The command line that runs another one on a pseudo terminal, when this machine has `script`. */
function onTerminal(command: readonly string[]): readonly string[] | undefined {
  if (spawnSync('script', ['-qec', 'true', '/dev/null'], { stdio: 'ignore' }).status === 0)
    return ['script', '-qefc', command.map((part) => `'${part}'`).join(' '), '/dev/null'];
  return process.platform === 'darwin' ? ['script', '-q', '/dev/null', ...command] : undefined;
}
