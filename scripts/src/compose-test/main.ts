import { createClient } from '@feed/cli/commands/smoke/client';
import { runTool } from '@feed/platform/run-tool';
import { dockerProblem } from '@feed/cli/system/docker';
import { createSteps } from '@feed/cli/system/steps';
import { composeTest } from './compose-test.js';
import { openStack } from './stack.js';

const usage = `Tests deploy/compose on a Docker engine: make compose-test

It builds the images, starts a separate project on ports of its own, and checks that the system is healthy within 60 s,
does its main job, shows no secret, restarts after each container's process was killed, loses nothing that it
acknowledged, and finishes the requests in progress when it stops. At the end everything is removed.

  --no-build   tests existing images: feed-api, feed-worker and feed-tools, or those
               that API_IMAGE, WORKER_IMAGE and TOOLS_IMAGE name
`;

/** Longer than the default, because the requests wait for a lock. */
const settings = { STATEMENT_TIMEOUT_MS: '20000', REQUEST_TIMEOUT_MS: '25000' };

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) return process.stdout.write(usage) ? 0 : 1;
  const problem = dockerProblem();
  if (problem !== undefined)
    throw new Error(`Nothing was tested, because ${problem}. It needs a Docker engine and Compose v2.`);
  const stack = await openStack(settings);
  const steps = createSteps(process.stdout);
  const url = `http://127.0.0.1:${stack.system['PORT']}/graphql`;
  try {
    if (!args.includes('--no-build')) await steps.run('images are built', () => stack.compose('build'));
    await composeTest({ stack, url, client: createClient(url, 30_000), steps });
    return 0;
  } finally {
    await steps.run('removed', () => stack.remove());
  }
}

await runTool(main);
