import { createClient } from 'redis';

const ownName = 'feed-bench';

/** A connection to look at Redis from outside. */
export async function openFacts(url: string) {
  const client = createClient({ url, name: ownName });
  await client.connect();
  const send = (...command: string[]): Promise<unknown> => client.sendCommand(command);
  return {
    /** Processor time of Redis's main thread so far, in microseconds. */
    async processorMicroseconds(): Promise<number> {
      const text = String(await send('INFO', 'cpu'));
      const of = (kind: string) =>
        Number(new RegExp(`used_cpu_${kind}_main_thread:([\\d.]+)`).exec(text)?.[1]);
      return (of('user') + of('sys')) * 1e6;
    },
    /** From now on, remembers the commands that block Redis for longer than this. */
    async watchCommands(microseconds: number): Promise<void> {
      await send('CONFIG', 'SET', 'slowlog-max-len', '10000', 'slowlog-log-slower-than', `${microseconds}`);
      await send('SLOWLOG', 'RESET');
    },
    /** The longest of them, in microseconds, those of this connection left out; 0 when there was none. */
    async longestCommand(): Promise<number> {
      const entries = (await send('SLOWLOG', 'GET', '-1')) as [
        unknown,
        unknown,
        number,
        unknown,
        string,
        string,
      ][];
      const others = entries.filter(([, , , , , name]) => name !== ownName);
      return others.reduce((longest, [, , duration]) => Math.max(longest, duration), 0);
    },
    async listLength(key: string): Promise<number> {
      return Number(await send('LLEN', key));
    },
    async list(key: string): Promise<string[]> {
      return (await send('LRANGE', key, '0', '-1')) as string[];
    },
    async bytes(key: string): Promise<number> {
      return Number(await send('MEMORY', 'USAGE', key, 'SAMPLES', '0'));
    },
    close: () => client.close(),
  };
}

export type RedisFacts = Awaited<ReturnType<typeof openFacts>>;
