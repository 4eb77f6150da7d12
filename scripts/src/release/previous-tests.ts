import { relative } from 'node:path';
import { runTool } from '@feed/platform/run-tool';
import { startTestServers } from '@feed/testkit/test-servers';
import { ensureRedisServer } from '@feed/local-servers/setup/redis-server';
import { runMocha } from '@feed/testkit/run/mocha';
import { summary, succeeded, type PartOutcome } from '@feed/testkit/run/summary';
import { endSignal } from '@feed/testkit/run/until-ended';
import { checkOut } from './check-out.js';
import { type Deployed, deployed, readReleased } from './released.js';

/** Tests of behaviour. Tests of the newest migration would rightly fail. */
const about: Record<Deployed, readonly string[]> = {
  '@feed/api': ['test/features/*.test.ts', 'test/main-job.test.ts'],
  '@feed/worker': ['test/handlers/*.test.ts'],
};

/**
 * `make test-previous`: runs the tests of the previous release with its own code, on a database with the current schema.
 * They cover more than the upgrade tests and take longer: a minute on two processors.
 */
async function main(): Promise<number> {
  const signal = endSignal();
  ensureRedisServer();
  const outcomes: PartOutcome[] = [];
  const servers = await startTestServers();
  try {
    for (const [name, { version, commit }] of Object.entries(readReleased())) {
      const root = checkOut(commit, 'test');
      const title = `${name} ${version} on the schema of this tree (${relative('.', root)})`;
      process.stdout.write(`\n== ${title}\n`);
      const files = about[name as Deployed].map((file) => `${deployed[name as Deployed]}/${file}`);
      const part = { title, pooled: false };
      outcomes.push({ part, outcome: await runMocha({ files, env: {}, signal, folder: root }) });
    }
  } finally {
    await servers.stop();
  }
  process.stdout.write(summary(outcomes));
  return succeeded(outcomes) ? 0 : 1;
}

await runTool(main);
