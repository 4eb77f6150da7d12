import { until } from '@feed/testkit/until';
import { type Client, type ClientOptions, createClient } from 'graphql-ws';
import { type CloseEvent, WebSocket } from 'ws';
import type { TestApp } from './app.js';

type App = Pick<TestApp, 'url'>;

/** What a subscription has got so far. */
export interface Received {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- assertions say what is expected of it
  readonly results: any[];
  readonly completed: boolean;
  readonly error: unknown;
  /** The data of the results, once there are this many. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- assertions say what is expected of it
  events(count: number): Promise<any[]>;
  stop(): void;
}

const webSocketUrl = ({ url }: App, path = '/graphql'): string => `${url.replace('http', 'ws')}${path}`;

/** The client of graphql-ws, which connects when it is needed. It tries again only when `options` say so. */
export function liveClient(app: App, token?: string, options: Partial<ClientOptions> = {}): Client {
  return createClient({
    url: webSocketUrl(app),
    webSocketImpl: WebSocket,
    connectionParams: token === undefined ? {} : { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    ...options,
  });
}

/** Something that can be subscribed to, such as a client of graphql-ws or of graphql-sse. */
interface Source {
  subscribe(
    request: { query: string; variables?: Record<string, unknown> },
    sink: { next(result: never): void; error(error: unknown): void; complete(): void },
  ): () => void;
}

export function follow(client: Source, query: string, variables: Record<string, unknown> = {}): Received {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- assertions say what is expected of it
  const results: any[] = [];
  const state = { completed: false, error: undefined as unknown };
  const stop = client.subscribe(
    { query, variables },
    {
      next: (result) => results.push(result),
      error: (error) => (state.error = error),
      complete: () => (state.completed = true),
    },
  );
  return {
    results,
    get completed() {
      return state.completed;
    },
    get error() {
      return state.error;
    },
    async events(count) {
      await until(`${count} events`, () => results.length >= count);
      return results.map(({ data, errors }: { data?: object; errors?: object[] }) => ({
        ...data,
        ...(errors && { errors }),
      }));
    },
    stop,
  };
}

/** The number of subscriptions that are open in the process of this app. */
async function activeSubscriptions({ context }: Pick<TestApp, 'context'>): Promise<number> {
  const text = await context.metrics.text();
  return [...text.matchAll(/^subscriptions_active\{.*\} (\d+)$/gm)].reduce(
    (sum, [, n]) => sum + Number(n),
    0,
  );
}

export const untilActive = (app: Pick<TestApp, 'context'>, count: number): Promise<boolean> =>
  until(`${count} subscriptions are open`, async () => (await activeSubscriptions(app)) === count);

/** A socket without a client's manners. */
export interface RawSocket {
  readonly socket: WebSocket;
  readonly messages: { type: string; id?: string; payload?: unknown }[];
  send(message: object | string): void;
  /** Code and reason of its end. */
  closed(): Promise<[number, string]>;
}

export async function rawSocket(
  app: App,
  { protocols = ['graphql-transport-ws'], path = '/graphql', headers = {} as Record<string, string> } = {},
): Promise<RawSocket> {
  const socket = new WebSocket(webSocketUrl(app, path), protocols, { headers });
  const messages: RawSocket['messages'] = [];
  socket.on('message', (data: Buffer) =>
    messages.push(JSON.parse(data.toString()) as RawSocket['messages'][0]),
  );
  const closed = new Promise<[number, string]>((resolve) => {
    socket.addEventListener('close', ({ code, reason }: CloseEvent) => resolve([code, reason]));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    socket,
    messages,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    closed: () => closed,
  };
}
