import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Client } from '@feed/cli/commands/smoke/client';
import { join, type Person } from '@feed/cli/commands/smoke/people';
import type { LoadReport, LoadSettings } from './generator.js';

export const generatorFile = fileURLToPath(new URL('generator.ts', import.meta.url));

export interface Load {
  /** Waits for the requests in flight. @throws Error when none succeeded */
  stop(): Promise<LoadReport>;
  kill(): void;
}

/** The generator as a process on this machine. */
export const localGenerator = (): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, ['--import', 'tsx', generatorFile]);

/** Has the generator call the api until it is stopped, even if requests fail. */
export function startLoad(generator: ChildProcessWithoutNullStreams, settings: LoadSettings): Load {
  let [last, problems] = ['', ''];
  createInterface({ input: generator.stdout }).on('line', (line) => (last = line));
  generator.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
  const closed = once(generator, 'close');
  closed.catch(() => undefined);
  generator.stdin.on('error', () => undefined).write(`${JSON.stringify(settings)}\n`);
  return {
    stop: async () => {
      generator.stdin.end();
      await closed;
      const report = last === '' ? undefined : (JSON.parse(last) as LoadReport);
      if (!report || report.succeeded === 0) throw new Error(`No request of the load succeeded. ${problems}`);
      return report;
    },
    kill: () => void generator.kill(),
  };
}

const follow = 'mutation ($id: ID!) { followUser(userId: $id) { success } }';

/** Registers accounts that follow each other. @returns their tokens */
export async function registerCallers(client: Client, count: number): Promise<string[]> {
  const callers: Person[] = [];
  for (let number = 0; number < count; number += 1) callers.push(await join(client, 'load'));
  for (const [index, { token }] of callers.entries())
    for (const step of [1, 2]) {
      const other = callers[(index + step) % count];
      await client.ask(follow, { id: other?.id }, token);
    }
  return callers.map(({ token }) => token);
}
