import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '@feed/testkit/until';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/**
 * Builds the page once in a run of the tests. Files of tests run at the same time, and none may replace the page that
 * another one serves.
 * @throws Error when it could not be built
 */
export async function buildOnce(): Promise<void> {
  const folder = join(tmpdir(), `feed-page-${runId()}`);
  const outcome = join(folder, 'outcome');
  if (isFirst(folder)) {
    writeFileSync(`${outcome}.new`, build());
    renameSync(`${outcome}.new`, outcome);
  }
  await until('the page is built', () => existsSync(outcome), { ms: 60_000 });
  const problem = readFileSync(outcome, 'utf8');
  if (problem !== '') throw new Error(`the page could not be built:\n${problem}`);
}

/** The processes of a run have the same parent, and use the same Postgres. */
const runId = (): string =>
  createHash('sha256')
    .update(`${root} ${process.ppid} ${process.env['TEST_DATABASE_ADMIN_URL']}`)
    .digest('hex')
    .slice(0, 16);

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** @returns why it failed; empty when it did not */
function build(): string {
  const args = ['node_modules/vite/bin/vite.js', 'build', '--config', 'packages/web/vite.config.mjs'];
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
  return status === 0 ? '' : stderr || `vite ended with ${status}`;
}
