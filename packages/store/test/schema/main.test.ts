import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { currentSchema } from '../../src/postgres/current-schema.js';
import { schemaVersion } from '../../src/postgres/migrations/all.js';
import { statement } from '../../src/postgres/statement.js';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';

const programOf = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const main = programOf('src/schema/main.ts');
const wipe = statement('test.wipe', 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');

async function run(
  env: Record<string, string>,
  program: readonly string[] = [main, 'migrate'],
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', ...program], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += `${chunk}`));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

describe('the schema program', () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.drop());

  it('brings an empty database up to date, and does nothing the second time', async () => {
    const pool = database.openOwner({ pooler: 'transaction' });
    await pool.query(wipe);
    const first = await run({ DATABASE_URL: database.url });
    assert.equal(first.code, 0, first.output);
    assert.equal(await currentSchema(pool), schemaVersion);
    const second = await run({
      DATABASE_URL: 'postgres://127.0.0.1:1/x',
      MIGRATION_DATABASE_URL: database.url,
    });
    assert.equal(second.code, 0, second.output);
    assert.match(second.output, /"applied":\[\]/);
  });

  it('reads the address of the database from a file as well', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'feed-migrate-'));
    const file = join(folder, 'url');
    writeFileSync(file, database.url);
    const env = { DATABASE_URL: 'postgres://127.0.0.1:1/x', MIGRATION_DATABASE_URL_FILE: file };
    const { code, output } = await run(env);
    rmSync(folder, { recursive: true });
    assert.equal(code, 0, output);
  });

  it('fails, so that the rollout stops, when it cannot reach the database', async () => {
    const { code, output } = await run({ DATABASE_URL: 'postgres://127.0.0.1:1/feed' });
    assert.equal(code, 1);
    assert.match(output, /The migration failed/);
    assert.match(output, /caused by .*ECONNREFUSED/);
  });

  it('says which setting is missing', async () => {
    const { code, output } = await run({});
    assert.equal(code, 1);
    assert.match(output, /DATABASE_URL is required/);
  });

  it('waits for the schema, and gives up when its time is up', async () => {
    const wait = [main, 'wait'];
    const there = await run({ DATABASE_URL: database.url }, wait);
    assert.equal(there.code, 0, there.output);
    const away = await run({ DATABASE_URL: 'postgres://127.0.0.1:1/feed', SCHEMA_TIMEOUT: '0' }, wait);
    assert.equal(away.code, 1);
    assert.match(away.output, /^The schema is not ready: gave up after 0 s: .*ECONNREFUSED/m);
  });

  it('explains itself, and rejects an unknown command with exit code 2', async () => {
    const help = await run({}, [main, '--help']);
    assert.equal(help.code, 0);
    assert.match(help.output, /migrate .*\n.*wait /);
    for (const wrong of [['migrat'], [], ['migrate', 'twice']]) {
      const { code, output } = await run({}, [main, ...wrong]);
      assert.equal(code, 2);
      assert.match(output, /is not a command: use migrate, wait or --help/);
    }
  });

  it('still runs under the paths that the manifests of 0.1 use', async () => {
    const migrate = await run({ DATABASE_URL: database.url }, [
      programOf('../../services/api/src/migrate/main.ts'),
    ]);
    assert.match(migrate.output, /the schema is up to date/);
    const wait = await run({ DATABASE_URL: database.url }, [programOf('src/wait-for-schema/main.ts')]);
    assert.match(wait.output, /the schema is ready/);
  });
});
