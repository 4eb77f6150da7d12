import { withDeadline } from '@feed/platform/deadline';
import { CodedError, isCodedError } from '@feed/platform/errors';
import type { Logger } from '@feed/platform/logger';
import { createClient } from 'redis';

export interface RedisOptions {
  /** `redis://` or, with TLS, `rediss://`. */
  url: string;
  /** Milliseconds that a command may take. */
  timeoutMs: number;
  /** Shown in CLIENT LIST. */
  clientName: string;
  logger: Logger;
  onState?: ((connected: boolean) => void) | undefined;
}

export type RedisClient = ReturnType<typeof makeClient>;

export interface Redis {
  readonly client: RedisClient;
  /** Whether commands can be sent now. */
  readonly ready: boolean;
  /** Rejects with UNAVAILABLE when Redis is away, rejects the command or is too slow: callers can do without it. */
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
    // Rather than wait for Redis to come back, callers continue without it.
    disableOfflineQueue: true,
    commandsQueueMaxLength: queueLength,
    // `run` has a deadline of its own. The library's would be one more timer of five seconds for every command.
    commandOptions: { timeout: 0 },
    socket: {
      connectTimeout: connectTimeoutMs,
      reconnectStrategy: (retries) =>
        Math.min(reconnectMs.first * 2 ** Math.min(retries, 10), reconnectMs.most),
    },
  });
}

/** Connects in the background, and reconnects for as long as it is open. Never throws because Redis is away. */
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
      // This end is intended, so it is not logged.
      client.removeAllListeners('end');
      if (client.isReady)
        await withDeadline(client.close(), options.timeoutMs, closingTimedOut).catch(() => undefined);
      if (client.isOpen) client.destroy();
    },
  };
}

const closingTimedOut = () => new Error('redis did not close in time');

/** Logs changes only, because an absent Redis would otherwise fill the log with failed attempts. */
function watchState(client: RedisClient, { logger, onState }: RedisOptions): void {
  let connected: boolean | undefined;
  const change = (now: boolean, error?: unknown) => {
    if (now === connected) return;
    connected = now;
    if (now) logger.info('redis is connected');
    else logger.warn({ err: error }, 'redis is away: continuing without it');
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
    throw new CodedError('UNAVAILABLE', 'Redis rejected the command', { cause: error });
  }
}
