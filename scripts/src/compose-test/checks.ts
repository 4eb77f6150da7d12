import { isDeepStrictEqual } from 'node:util';
import { withFeedDatabase } from './database.js';
import type { Stack } from './stack.js';
import { statement } from '@feed/store/postgres/statement';

const services = ['api', 'worker', 'postgres', 'redis', 'mail', 'migrate'];

/** @throws Error that names a container and what is wrong with it */
export async function checkContainers(stack: Stack): Promise<void> {
  const secrets = Object.entries(stack.system).filter(([name]) => /PASSWORD|SECRET|_URL$/.test(name));
  for (const service of services) {
    const { env, host, user } = await stack.container(service);
    const leaked = secrets.find(([, secret]) => env.some((line) => line.includes(secret)));
    if (leaked) throw new Error(`The environment of ${service} shows ${leaked[0]}.`);
    const wanted = { ReadonlyRootfs: true, CapDrop: ['ALL'], SecurityOpt: ['no-new-privileges:true'] };
    for (const [name, value] of Object.entries(wanted))
      if (!isDeepStrictEqual(host[name as keyof typeof wanted], value))
        throw new Error(`${service}: ${name} is not ${value}.`);
    if (host.CapAdd?.length) throw new Error(`${service} has ${host.CapAdd.join(', ')}.`);
    if (!host.Memory || !host.NanoCpus) throw new Error(`${service} has no limits.`);
    if (/^(root|0|)(:|$)/.test(user)) throw new Error(`${service} runs as root.`);
  }
}

const present = statement<{ id: string }>('test.present', 'SELECT id::text FROM posts WHERE id = ANY($1)');

/** @throws Error when posts are missing, or live feeds differ from the reference */
export async function checkNothingLost(stack: Stack, acknowledged: readonly string[]): Promise<void> {
  const found = await withFeedDatabase(stack, (database) => database.query(present, [acknowledged]));
  const missing = acknowledged.length - found.length;
  if (missing > 0) throw new Error(`${missing} of ${acknowledged.length} acknowledged posts are lost.`);
  await stack.compose('run', '--rm', 'feedctl', 'verify', '--counters', '--patience', '60');
}
