import type { Client } from '@feed/cli/commands/smoke/client';
import { until } from '@feed/cli/system/readiness';
import type { Steps } from '@feed/cli/system/steps';
import { localGenerator, registerCallers, startLoad } from '../lib/load/load.js';
import { checkContainers, checkNothingLost } from './checks.js';
import { crash } from './container.js';
import { endWithRequestInFlight } from './in-flight.js';
import type { Stack } from './stack.js';

interface Parts {
  stack: Stack;
  /** GraphQL of the stack's api. */
  url: string;
  client: Client;
  steps: Steps;
}

const healthyMs = 60_000;
const backMs = 90_000;
const callers = 6;
/** Requests per second: fewer mutations per minute than one account may make. */
const requestsPerSecond = 20;
const crashed = ['api', 'worker', 'postgres', 'redis'];

/** @throws Error at the first promise that does not hold */
export async function composeTest(parts: Parts): Promise<void> {
  const { stack, steps, client } = parts;
  await steps.run('healthy', () => start(stack));
  await steps.run('no container has secrets in its environment, privileges, or no limits', () =>
    checkContainers(stack),
  );
  await steps.run('the main job succeeds', () => stack.compose('run', '--rm', 'smoke'));
  const acknowledged = await crashEach(parts);
  const late = await steps.run('stopped during a request, which got its response', () =>
    endWithRequestInFlight(stack, client),
  );
  await steps.run('started again', () => start(stack));
  await steps.run('nothing acknowledged is lost, and feeds are right', () =>
    checkNothingLost(stack, [...acknowledged, late]),
  );
}

async function start(stack: Stack): Promise<void> {
  const end = Date.now() + healthyMs;
  await stack.compose('up', '--detach', '--no-build');
  for (const service of ['postgres', 'redis', 'api', 'worker'])
    await stack.healthy(service, Math.max(end - Date.now(), 0));
}

/** Kills one service after the other under load. @returns the ids of the posts that were acknowledged */
async function crashEach({ stack, url, client, steps }: Parts): Promise<readonly string[]> {
  const tokens = await steps.run('callers', () => registerCallers(client, callers));
  const load = startLoad(localGenerator(), { url, tokens, rate: requestsPerSecond });
  try {
    for (const service of crashed)
      await steps.run(`${service} was killed and came back by itself`, () => crashOne(stack, service));
    const { created, failed, requests } = await load.stop();
    steps.say(`    ${created.length} posts were acknowledged, ${failed} of ${requests} requests failed`);
    if (created.length === 0) throw new Error('No post was acknowledged.');
    await steps.run('nothing acknowledged is lost, and feeds are right', () =>
      checkNothingLost(stack, created),
    );
    return created;
  } finally {
    load.kill();
  }
}

async function crashOne(stack: Stack, service: string): Promise<void> {
  const before = await stack.container(service);
  await crash(before, process.env['TOOLS_IMAGE'] ?? 'feed-tools');
  const end = Date.now() + backMs;
  const startedAgain = async () => (await stack.container(service)).restarts > before.restarts;
  await until(startedAgain, backMs, () => new Error(`${service} was not started again.`));
  for (const each of crashed) await stack.healthy(each, Math.max(end - Date.now(), 0));
}
