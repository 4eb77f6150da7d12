import type { Client as Sockets } from 'graphql-ws/client';
import type { Session } from './session.js';

export interface ConnectionOptions {
  /** The GraphQL endpoint, as for requests. */
  readonly url: string;
  readonly session?: Pick<Session, 'accessToken'> | undefined;
  readonly webSocket?: unknown;
}

/** A WebSocket that is opened when it is needed, again and again. */
export interface Connection {
  readonly sockets: Sockets;
  /** The access token that the newest WebSocket was opened with. */
  readonly token: string | undefined;
  /** The number of WebSockets that the api has accepted so far. */
  readonly accepted: number;
  /** Whether the newest one is open. */
  readonly open: boolean;
}

/** A WebSocket whose other end does not respond to a ping within this time has lost its network, in milliseconds. */
const pongMs = 6_000;
const pingMs = 12_000;

/** Close codes that say that the two ends speak different protocols. */
export const fatalCodes: ReadonlySet<number | undefined> = new Set([4400, 4401, 4406, 4409, 4429]);
const forbidden = 4403;

export const closeCodeOf = (error: unknown): number | undefined => (error as { code?: number } | null)?.code;
/** Whether the api does not accept the token, or has ended the session. */
export const isForbidden = (error: unknown): boolean => closeCodeOf(error) === forbidden;

/** Loads graphql-ws, which programs without subscriptions need not have. */
export async function connect({ url, session, webSocket }: ConnectionOptions): Promise<Connection> {
  const { createClient } = await import('graphql-ws/client');
  const state = { token: undefined as string | undefined, accepted: 0, open: false };
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const sockets = createClient({
    url: url.replace(/^http/, 'ws'),
    // Each subscription connects again by itself, because it has to say after which event.
    retryAttempts: 0,
    keepAlive: pingMs,
    ...(webSocket !== undefined && { webSocketImpl: webSocket }),
    async connectionParams() {
      state.token = await session?.accessToken();
      return state.token === undefined ? {} : { authorization: `Bearer ${state.token}` };
    },
    on: {
      connected() {
        state.accepted += 1;
        state.open = true;
      },
      closed() {
        state.open = false;
        clearTimeout(waiting);
      },
      ping(received) {
        if (!received) waiting = setTimeout(() => sockets.terminate(), pongMs);
      },
      pong(received) {
        if (received) clearTimeout(waiting);
      },
    },
  });
  return Object.assign(state, { sockets });
}
