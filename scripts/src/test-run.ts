import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, type PostgresServer } from '@feed/testkit/embedded-postgres';
import { freePort } from '@feed/testkit/free-port';
import { createTemplate } from '@feed/testkit/test-database';
import { ensureRedisServer } from './setup/redis-server.js';

const everyTest = [
  'packages/*/test/**/*.test.ts',
  'services/*/test/**/*.test.ts',
  'scripts/test/**/*.test.ts',
];
const perTestMs = 30_000;

/** Nothing of a test run has to survive a power cut. */
const fastAndForgetful = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=200',
];

async function startPostgres(): Promise<PostgresServer & { directory: string }> {
  const parent = mkdtempSync(join(tmpdir(), 'feed-test-'));
  // As root the server runs as another user, who has to get through here.
  chmodSync(parent, 0o755);
  const options = { directory: join(parent, 'postgres'), port: await freePort(), password: 'test' };
  const server = await startEmbeddedPostgres({ ...options, settings: fastAndForgetful });
  return { ...server, directory: parent };
}

interface Tally {
  code: number;
  passed: number;
  failed: number;
}

function runMocha(files: readonly string[], adminUrl: string): Promise<Tally> {
  const mocha = ['node_modules/mocha/bin/mocha.js', '--parallel', '--jobs', '2', '--timeout', `${perTestMs}`];
  const child = spawn(process.execPath, [...mocha, '--exit', '--forbid-only', ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_OPTIONS: '--import tsx --conditions=source',
      TEST_DATABASE_ADMIN_URL: adminUrl,
    },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    process.stdout.write(chunk);
  });
  const count = (word: string) => Number(new RegExp(`^\\s*(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0);
  return new Promise((resolve) => {
    child.on('close', (code) =>
      resolve({ code: code ?? 1, passed: count('passing'), failed: count('failing') }),
    );
  });
}

/** Starts a Postgres, makes the template, runs mocha and takes everything away again; the exit code of the run. */
async function main(files: readonly string[]): Promise<number> {
  ensureRedisServer();
  const server = await startPostgres();
  try {
    process.env['TEST_DATABASE_ADMIN_URL'] = server.url;
    await createTemplate();
    const { code, passed, failed } = await runMocha(files.length > 0 ? files : everyTest, server.url);
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    return code === 0 && passed > 0 ? 0 : 1;
  } finally {
    await server.stop();
    rmSync(server.directory, { recursive: true, force: true });
  }
}

process.exitCode = await main(process.argv.slice(2));
