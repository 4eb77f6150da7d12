import { relative } from 'node:path';
import { createTemplate } from '@feed/testkit/test-database';
import { runTool } from '@feed/cli/lib/tool';
import { ensureRedisServer } from '@feed/local-servers/setup/redis-server';
import { runMocha } from '../testing/mocha.js';
import { withServers } from '../testing/servers.js';
import { endSignal } from '../testing/until-ended.js';
import { checkOut } from './check-out.js';
import { type Deployed, deployed, readReleased } from './released.js';

/** Tests of behaviour. Tests that ask for the newest migration would rightly fail. */
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
  let failed = 0;
  await withServers(false, async ({ adminUrl }) => {
    process.env['TEST_DATABASE_ADMIN_URL'] = adminUrl;
    await createTemplate();
    for (const [name, { version, commit }] of Object.entries(readReleased())) {
      const root = checkOut(commit, 'test');
      process.stdout.write(`\n== ${name} ${version} on the schema of this tree (${relative('.', root)})\n`);
      const files = about[name as Deployed].map((file) => `${deployed[name as Deployed]}/${file}`);
      const tally = await runMocha({ files, env: {}, signal, folder: root });
      failed += tally.passed > 0 ? tally.failed : 1;
    }
  });
  return failed === 0 ? 0 : 1;
}

await runTool(main);
