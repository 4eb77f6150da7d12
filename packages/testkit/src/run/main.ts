import { join } from 'node:path';
import { runTool } from '@feed/platform/run-tool';
import { ensureChromium } from '@feed/local-servers/setup/chromium';
import { offerNginx } from '@feed/local-servers/setup/nginx';
import { ensurePgBouncer } from '@feed/local-servers/setup/pgbouncer';
import { ensurePromtool } from '@feed/local-servers/setup/promtool';
import { ensureRedisServer } from '@feed/local-servers/setup/redis-server';
import { startTestServers } from '../test-servers.js';
import { writeJunit } from './junit.js';
import { runMocha } from './mocha.js';
import { planParts, type Part } from './plan.js';
import { succeeded, summary, type PartOutcome } from './summary.js';
import { endSignal } from './until-ended.js';

const interruptedCode = 130;
const junitFolder = join('.cache', 'test-results');

async function runPart(part: Part, poolerUrl: string | undefined, signal: AbortSignal): Promise<PartOutcome> {
  process.stdout.write(`\n== ${part.title}\n`);
  const env = part.pooled && poolerUrl !== undefined ? { TEST_DATABASE_POOLER_URL: poolerUrl } : {};
  const { files, grep } = part;
  const outcome = await runMocha({ files, grep, env, signal });
  if (process.env['CI']) writeJunit(join(junitFolder, `${part.name}.xml`), part.title, outcome);
  return { part, outcome };
}

/** The tests that need a browser are skipped where none can be installed. */
function installBrowser(): void {
  try {
    ensureChromium();
  } catch (error) {
    process.stdout.write(`The tests of the page in a browser are skipped: ${(error as Error).message}\n`);
  }
}

/**
 * `npm test [-- [--pooler] [--grep PATTERN] [files]]`: starts a Postgres, makes the template, runs mocha and removes
 * everything again. The last line is `N passed, N failed`; the exit code says whether there were tests and all passed.
 */
async function main(args: readonly string[]): Promise<number> {
  const parts = planParts(args);
  const pooler = parts.some(({ pooled }) => pooled);
  const signal = endSignal();
  ensureRedisServer();
  ensurePromtool();
  if (parts.some(({ browser }) => browser)) installBrowser();
  if (pooler) ensurePgBouncer();
  const withoutNginx = offerNginx();
  if (withoutNginx !== undefined)
    process.stdout.write(`The tests behind nginx are skipped. ${withoutNginx}\n`);
  const servers = await startTestServers({ pooler });
  const outcomes: PartOutcome[] = [];
  try {
    process.stdout.write(
      `This machine is busy or slow by a factor of ${servers.slowness}; time-outs follow.\n`,
    );
    for (const part of parts)
      if (!signal.aborted) outcomes.push(await runPart(part, servers.poolerUrl, signal));
  } finally {
    await servers.stop();
  }
  process.stdout.write(summary(outcomes));
  if (signal.aborted) return interruptedCode;
  return succeeded(outcomes) ? 0 : 1;
}

await runTool(main);
