import { createTemplate } from '@feed/testkit/test-database';
import { runTool } from '@feed/cli/lib/tool';
import { ensurePgBouncer } from '@feed/local-servers/setup/pgbouncer';
import { ensurePromtool } from '@feed/local-servers/setup/promtool';
import { ensureRedisServer } from '@feed/local-servers/setup/redis-server';
import { runMocha, type Tally } from './mocha.js';
import { planParts, type Part } from './plan.js';
import { withServers, type TestServers } from './servers.js';
import { endSignal } from './until-ended.js';

const interruptedCode = 130;

async function runParts(
  parts: readonly Part[],
  { adminUrl, poolerUrl }: TestServers,
  signal: AbortSignal,
): Promise<Tally[]> {
  process.env['TEST_DATABASE_ADMIN_URL'] = adminUrl;
  await createTemplate();
  const tallies: Tally[] = [];
  for (const { title, files, pooled } of parts) {
    if (signal.aborted) break;
    process.stdout.write(`\n== ${title}\n`);
    const pooler = pooled && poolerUrl !== undefined ? { TEST_DATABASE_POOLER_URL: poolerUrl } : {};
    tallies.push(await runMocha({ files, env: pooler, signal }));
  }
  return tallies;
}

/**
 * `npm test [-- [--pooler] [files]]`: starts a Postgres, makes the template, runs mocha and takes everything away
 * again. The last line is `N passed, N failed`; the exit code says whether there were tests and all passed.
 */
async function main(args: readonly string[]): Promise<number> {
  const parts = planParts(args);
  const pooler = parts.some(({ pooled }) => pooled);
  const signal = endSignal();
  ensureRedisServer();
  ensurePromtool();
  if (pooler) ensurePgBouncer();
  const tallies = await withServers(pooler, (servers) => runParts(parts, servers, signal));
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
  if (signal.aborted) return interruptedCode;
  return tallies.every(({ passed, failed }) => passed > 0 && failed === 0) ? 0 : 1;
}

await runTool(main);
