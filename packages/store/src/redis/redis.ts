import { withDeadline } from '@feed/platform/deadline';
import { CodedError, isCodedError } from '@feed/platform/errors';
import type { Logger } from '@feed/platform/logger';
import { createClient } from 'redis';

export interface RedisOptions {
  /** `redis://` or, with TLS, `rediss://`. */
  url: string;
  /** How long a command may take before it counts as failed. */
  timeoutMs: number;
  /** Shown in CLIENT LIST. */
  clientName: string;
  logger: Logger;
  onState?: ((connected: boolean) => void) | undefined;
}

export type RedisClient = ReturnType<typeof makeClient>;

export interface Redis {
  readonly client: RedisClient;
  /** Whether commands can be sent at this moment. */
  readonly ready: boolean;
  /** Rejects with UNAVAILABLE when Redis is away, refuses or takes too long: every caller has a way without it. */
  run<T>(work: (client: RedisClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const reconnectMs = { first: 50, most: 2_000 };
const connectTimeoutMs = 2_000;
const queueLength = 1_000;

function makeClient({ url, clientName }: RedisOptions) {
  return createClient({
    url,
    name: clientName,
    RESP: 2,
    // A command that waits for Redis to come back is worth less than an answer without Redis.
    disableOfflineQueue: true,
    commandsQueueMaxLength: queueLength,
    // `run` has a deadline of its own; the library's would be one more timer, five seconds long, for every command.
    commandOptions: { timeout: 0 },
    socket: {
      connectTimeout: connectTimeoutMs,
      reconnectStrategy: (retries) =>
        Math.min(reconnectMs.first * 2 ** Math.min(retries, 10), reconnectMs.most),
    },
  });
}

/** Connects in the background and for ever; never throws because Redis is away. */
export function openRedis(options: RedisOptions): Redis {
  const client = makeClient(options);
  watchState(client, options);
  client.connect().catch((error: unknown) => options.logger.warn({ err: error }, 'redis cannot be reached'));
  return {
    client,
    get ready() {
      return client.isReady;
    },
    run: (work) => run(client, options.timeoutMs, work),
    close: async () => {
      // Going away on purpose is no news.
      client.removeAllListeners('end');
      if (client.isReady)
        await withDeadline(client.close(), options.timeoutMs, closingTimedOut).catch(() => undefined);
      if (client.isOpen) client.destroy();
    },
  };
}

const closingTimedOut = () => new Error('redis did not close in time');

/** Logs changes only: an absent Redis would otherwise fill the log with every attempt. */
function watchState(client: RedisClient, { logger, onState }: RedisOptions): void {
  let connected: boolean | undefined;
  const change = (now: boolean, error?: unknown) => {
    if (now === connected) return;
    connected = now;
    if (now) logger.info('redis is connected');
    else logger.warn({ err: error }, 'redis is away: going on without it');
    onState?.(now);
  };
  client.on('ready', () => change(true));
  client.on('error', (error: unknown) => change(client.isReady, error));
  client.on('end', () => change(false));
}

async function run<T>(
  client: RedisClient,
  timeoutMs: number,
  work: (client: RedisClient) => Promise<T>,
): Promise<T> {
  if (!client.isReady) throw new CodedError('UNAVAILABLE', 'Redis cannot be reached');
  try {
    return await withDeadline(
      work(client),
      timeoutMs,
      () => new CodedError('UNAVAILABLE', 'Redis is too slow'),
    );
  } catch (error) {
    if (isCodedError(error)) throw error;
    throw new CodedError('UNAVAILABLE', 'Redis refused', { cause: error });
  }
}
