import { connect } from 'node:net';
import { hostLimits } from '@feed/platform/host-limits';
import { startProcess, untilReady, type LocalProcess } from './local-process.js';

export interface RedisServer extends LocalProcess {
  readonly url: string;
}

export interface RedisServerOptions {
  port: number;
  /** Settings by their names in redis.conf; they override the defaults below. */
  settings?: Readonly<Record<string, string>>;
  /** Further command-line arguments, such as `['--databases', '64']`. */
  args?: readonly string[];
  onOutput?: (chunk: Buffer) => void;
}

/** The limits of the small host. Redis saves nothing to disk and evicts nothing. */
const defaults = {
  bind: '127.0.0.1',
  save: '',
  appendonly: 'no',
  maxmemory: `${hostLimits.rediscloud.memoryBytes}`,
  'maxmemory-policy': 'noeviction',
};

/** Starts `redis-server` on the loopback interface. @throws Error with what it printed when it does not start */
export async function startRedis(options: RedisServerOptions): Promise<RedisServer> {
  const { port, settings, args = [], onOutput } = options;
  const all = Object.entries({ port: `${port}`, ...defaults, ...settings });
  const flags = all.flatMap(([name, value]) => [`--${name}`, value]);
  const started = await startProcess({
    command: 'redis-server',
    args: [...flags, ...args],
    onOutput,
    endSignal: 'TERM',
  });
  await untilReady('redis-server', started, () => respondsToPing(port));
  return { ...started, url: `redis://127.0.0.1:${port}` };
}

function respondsToPing(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (responds: boolean): void => {
      socket.destroy();
      resolve(responds);
    };
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => settle(data.toString().startsWith('+PONG')));
    socket.once('error', () => settle(false));
    socket.once('close', () => settle(false));
  });
}
