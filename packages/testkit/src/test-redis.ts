import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { endWithThisProcess } from '@feed/local-servers/end-with-process';
import { freePort } from '@feed/local-servers/free-port';
import { until } from './until.js';

export interface TestRedis {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Ends it with SIGTERM, and waits for that. */
  stop(): Promise<void>;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
}

export interface TestRedisOptions {
  maxmemory?: string;
  /** Further arguments of the server's command line. */
  args?: readonly string[];
}

const readyMs = 10_000;

function responds(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.end('PING\r\n'));
    socket.once('data', (data) => resolve(data.toString().startsWith('+PONG')));
    socket.once('error', () => resolve(false));
  });
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  const ended = () => child.exitCode !== null || child.signalCode !== null;
  await until(`redis-server is ready on port ${port}`, async () => ended() || (await responds(port)), {
    ms: readyMs,
    pollMs: 25,
  });
  if (ended()) throw new Error(`redis-server ended instead of listening on port ${port}`);
}

/** Starts a redis-server for one test, set up like the small host's: it persists nothing and never evicts. */
export async function testRedis({
  maxmemory = '30mb',
  args = [],
}: TestRedisOptions = {}): Promise<TestRedis> {
  const port = await freePort();
  let child: ChildProcess;
  const start = async () => {
    const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const memory = ['--maxmemory', maxmemory, '--maxmemory-policy', 'noeviction'];
    child = spawn('redis-server', [...settings, ...memory, ...args], { stdio: 'ignore' });
    await once(child, 'spawn');
    endWithThisProcess(child, { signal: 'KILL' });
    await untilReady(port, child);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      return child.pid ?? 0;
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    start,
  };
}
