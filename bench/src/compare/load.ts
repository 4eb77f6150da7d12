import { connect, type Socket } from 'node:net';

/** The request that is sent next, made by `render`. */
export type NextRequest = () => Buffer;

interface Load {
  url: string;
  connections: number;
  seconds: number;
  next: NextRequest;
}

interface LoadResult {
  requests: number;
  seconds: number;
  /** The time that each request took, in milliseconds and in ascending order. */
  latencies: number[];
}

const headEnd = '\r\n\r\n';
const idleMs = 30_000;
const success = /^HTTP\/1\.1 200 /;
const length = /\r\ncontent-length: (\d+)/i;

/** A request as it is sent, so that the load costs little more than the sockets. */
export function render(url: string, headers: Readonly<Record<string, string>>, body: string): Buffer {
  const { host, pathname } = new URL(url);
  const all = {
    host,
    ...headers,
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([`POST ${pathname} HTTP/1.1`, ...lines, '', body].join('\r\n'));
}

/** Keeps every connection busy with one request at a time. @throws Error at the first response that is not a success */
export async function load({ url, connections, seconds, next }: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  const started = performance.now();
  const until = started + seconds * 1000;
  const work = async (): Promise<void> => {
    const exchange = await openExchange(new URL(url));
    try {
      while (performance.now() < until) {
        const sent = performance.now();
        await exchange.send(next());
        latencies.push(performance.now() - sent);
      }
    } finally {
      exchange.close();
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  latencies.sort((a, b) => a - b);
  return { requests: latencies.length, seconds: (performance.now() - started) / 1000, latencies };
}

async function openExchange({ hostname, port }: URL) {
  const socket: Socket = connect(Number(port), hostname).setNoDelay();
  let [received, resolve, reject] = ['', () => undefined as void, (_: Error) => undefined as void];
  socket.setTimeout(idleMs, () => socket.destroy(new Error('no response')));
  socket.on('error', (error) => reject(error));
  socket.on('close', () => reject(new Error('the server closed the connection')));
  socket.on('data', (chunk: Buffer) => {
    received += chunk.toString('latin1');
    const end = received.indexOf(headEnd);
    if (end < 0) return;
    const head = received.slice(0, end);
    const size = Number(length.exec(head)?.[1]);
    if (received.length < end + headEnd.length + size) return;
    const response = received;
    received = '';
    if (success.test(head) && size > 0 && !failed(response)) resolve();
    else reject(new Error(`not a success: ${response.slice(0, 600)}`));
  });
  const send = (request: Buffer): Promise<void> =>
    new Promise((resolved, rejected) => {
      [resolve, reject] = [resolved, rejected];
      socket.write(request);
    });
  return { send, close: () => socket.destroy() };
}

const failed = (response: string): boolean =>
  response.includes('"errors":[') || response.includes('"success":false');
