import { createClient } from '@feed/cli/commands/smoke/client';
import { dockerProblem } from '@feed/cli/system/docker';
import { createSteps } from '@feed/cli/system/steps';
import { composeTest } from './compose-test.js';
import { openStack } from './stack.js';

const help = `Tries deploy/compose on a Docker engine: make compose-test

It builds the images, starts a project of its own on ports of its own, and checks that it is healthy within 60 s, does
its main job, shows no secret, comes back after each container's process was killed, loses nothing that it
acknowledged, and finishes what is in progress when it ends. At the end nothing of it is left.

  --no-build   tries the images that are there: feed-api, feed-worker and feed-tools, or those
               that API_IMAGE, WORKER_IMAGE and TOOLS_IMAGE name
`;

/** The requests wait for a lock longer than the services would let them. */
const settings = 'STATEMENT_TIMEOUT_MS=20000\nREQUEST_TIMEOUT_MS=25000\n';

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return void process.stdout.write(help);
  const problem = dockerProblem();
  if (problem !== undefined)
    throw new Error(`Nothing was tried, because ${problem}. It needs a Docker engine and Compose v2.`);
  const stack = await openStack(settings);
  const steps = createSteps(process.stdout);
  const client = createClient(`http://127.0.0.1:${stack.system['PORT']}/graphql`, 30_000);
  try {
    if (!args.includes('--no-build')) await steps.run('images are built', () => stack.compose('build'));
    await composeTest({ stack, client, steps });
  } finally {
    await steps.run('removed', () => stack.remove());
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`\n${(error as Error).message}\n`);
  process.exitCode = 1;
}
