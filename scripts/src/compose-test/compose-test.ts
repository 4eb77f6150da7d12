import type { Client } from '@feed/cli/commands/smoke/client';
import { until } from '@feed/cli/system/readiness';
import type { Steps } from '@feed/cli/system/steps';
import { checkContainers, checkNothingLost } from './checks.js';
import { crash } from './container.js';
import { endWithRequestInFlight } from './in-flight.js';
import { startLoad } from './load.js';
import type { Stack } from './stack.js';

interface Parts {
  stack: Stack;
  client: Client;
  steps: Steps;
}

const healthyMs = 60_000;
const backMs = 90_000;
const people = 6;
const crashed = ['api', 'worker', 'postgres', 'redis'];

/** @throws Error at the first promise that does not hold */
export async function composeTest(parts: Parts): Promise<void> {
  const { stack, steps } = parts;
  await steps.run('healthy', () => start(stack));
  await steps.run('the containers have no secret, no rights and no more than their share', () =>
    checkContainers(stack),
  );
  await steps.run('the main job is done', () => stack.compose('run', '--rm', 'smoke'));
  const acknowledged = await crashEach(parts);
  const late = await steps.run('ended with a request in progress, which was answered', () =>
    endWithRequestInFlight(stack, parts.client),
  );
  await steps.run('started again', () => start(stack));
  await steps.run('nothing acknowledged is lost, and feeds are right', () =>
    checkNothingLost(stack, [...acknowledged, late]),
  );
}

async function start(stack: Stack): Promise<void> {
  const began = Date.now();
  await stack.compose('up', '--detach', '--no-build');
  const left = (): number => Math.max(began + healthyMs - Date.now(), 0);
  for (const service of ['postgres', 'redis', 'api', 'worker']) await stack.healthy(service, left());
}

/** Kills one after the other while people go on. The ids of the posts that were acknowledged. */
async function crashEach({ stack, client, steps }: Parts): Promise<readonly string[]> {
  const load = await steps.run('people post and read', () => startLoad(client, people));
  try {
    for (const service of crashed)
      await steps.run(`${service} was killed and came back by itself`, () => crashOne(stack, service));
  } finally {
    await load.stop();
  }
  steps.say(
    `    ${load.acknowledged.length} posts were acknowledged, ${load.failed()} requests failed meanwhile`,
  );
  if (load.acknowledged.length === 0) throw new Error('Nothing was acknowledged.');
  await steps.run('nothing acknowledged is lost, and feeds are right', () =>
    checkNothingLost(stack, load.acknowledged),
  );
  return load.acknowledged;
}

async function crashOne(stack: Stack, service: string): Promise<void> {
  const before = await stack.container(service);
  await crash(before, process.env['TOOLS_IMAGE'] ?? 'feed-tools');
  const deadline = Date.now() + backMs;
  const startedAgain = async (): Promise<boolean> =>
    (await stack.container(service)).restarts > before.restarts;
  await until(startedAgain, backMs, () => new Error(`${service} was not started again.`));
  for (const each of crashed) await stack.healthy(each, Math.max(deadline - Date.now(), 0));
}
