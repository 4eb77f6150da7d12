import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { currentSchema } from '@feed/store/postgres/current-schema';
import { schemaVersion } from '@feed/store/postgres/migrations/all';
import { statement } from '@feed/store/postgres/statement';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';

const main = fileURLToPath(new URL('../src/migrate/main.ts', import.meta.url));
const wipe = statement('test.wipe', 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');

async function run(env: Record<string, string>): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', main], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += `${chunk}`));
  const [code] = (await once(child, 'close')) as [number];
  return { code, output };
}

describe("the migration job of the api's image", () => {
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase();
  });
  after(() => database.drop());

  it('brings an empty database up to date, and does nothing the second time', async () => {
    const pool = database.open({ pooler: 'transaction' });
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

  it('takes the address of the database from a file as well', async () => {
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
    assert.match(output, /because of .*ECONNREFUSED/);
  });

  it('says what is missing', async () => {
    const { code, output } = await run({});
    assert.equal(code, 1);
    assert.match(output, /DATABASE_URL is required/);
  });
});
