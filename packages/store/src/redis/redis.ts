import { performance } from 'node:perf_hooks';
import { withDeadline } from '@feed/platform/deadline';
import { CodedError, isCodedError } from '@feed/platform/errors';
import type { Logger } from '@feed/platform/logger';
import { createClient, ErrorReply } from 'redis';
import { Breaker } from './breaker.js';

export interface RedisEvents {
  /** Called when commands can be sent and are answered, and when that is no longer so. */
  connected?(up: boolean): void;
  /** Called when a server that is connected but does not answer is no longer sent commands, and when it is again. */
  breaker?(open: boolean): void;
}

export interface RedisOptions {
  /** `redis://` or, with TLS, `rediss://`. */
  url: string;
  /** Milliseconds that a command may take. */
  timeoutMs: number;
  /** Shown in CLIENT LIST. */
  clientName: string;
  logger: Logger;
  events?: RedisEvents;
  keepAlive?: KeepAlive;
}

/** A connection on which nothing was received for `idleMs`, although a ping is sent after every `pingMs`, leads nowhere. */
export interface KeepAlive {
  pingMs: number;
  idleMs: number;
}

export type RedisClient = ReturnType<typeof makeClient>;

export interface Redis {
  readonly client: RedisClient;
  /** Whether commands can be sent now, and are answered. */
  readonly ready: boolean;
  /** Rejects with UNAVAILABLE when Redis is away, rejects the command or is too slow: callers can do without it. */
  run<T>(work: (client: RedisClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const reconnectMs = { first: 50, most: 1_000 };
const connectTimeoutMs = 2_000;
const keptAlive: KeepAlive = { pingMs: 5_000, idleMs: 10_000 };
const queueLength = 1_000;

function makeClient({ url, clientName, keepAlive = keptAlive }: RedisOptions) {
  return createClient({
    url,
    name: clientName,
    RESP: 2,
    // Rather than wait for Redis to come back, callers continue without it.
    disableOfflineQueue: true,
    commandsQueueMaxLength: queueLength,
    // `run` has a deadline of its own. The library's would be one more timer of five seconds for every command.
    commandOptions: { timeout: 0 },
    pingInterval: keepAlive.pingMs,
    socket: {
      connectTimeout: connectTimeoutMs,
      socketTimeout: keepAlive.idleMs,
      reconnectStrategy: (retries) =>
        Math.min(reconnectMs.first * 2 ** Math.min(retries, 10), reconnectMs.most),
    },
  });
}

/**
 * Connects in the background, and reconnects for as long as it is open. Never throws because Redis is away. A server
 * that is connected but does not answer is sent no commands until it answers again.
 */
export function openRedis(options: RedisOptions): Redis {
  const { timeoutMs, logger, events } = options;
  const client = makeClient(options);
  const report = reporter(options);
  const breaker = new Breaker({
    probe: () => client.ping().catch(acceptErrorReply),
    timeoutMs,
    onChange: (open) => {
      events?.breaker?.(open);
      report(!open && client.isReady, new Error('it does not answer'));
    },
  });
  const connect = (): void =>
    void client.connect().catch((error: unknown) => logger.warn({ err: error }, 'redis cannot be reached'));
  const renew = renewal(client, connect);
  client.on('ready', () => {
    breaker.reset();
    report(true);
  });
  client.on('error', (error: unknown) => report(client.isReady && !breaker.open, error));
  client.on('end', () => renew.inProgress || report(false));
  connect();
  return {
    client,
    get ready() {
      return client.isReady && !breaker.open;
    },
    run: (work) => run({ client, breaker, timeoutMs, onReply: renew.ifStale }, work),
    close: () => close(client, breaker, timeoutMs),
  };
}

function acceptErrorReply(error: unknown): void {
  if (!(error instanceof ErrorReply)) throw error;
}

/** Reports changes only, because an absent Redis would otherwise fill the log with failed attempts. */
function reporter({ logger, events }: RedisOptions): (up: boolean, error?: unknown) => void {
  let connected: boolean | undefined;
  let everConnected = false;
  return (now, error) => {
    if (now === connected) return;
    connected = now;
    everConnected ||= now;
    const code = everConnected ? 'UNAVAILABLE' : 'CONFIGURATION';
    if (now) logger.info('redis is connected');
    else logger.warn({ code, setting: 'REDIS_URL', err: error }, 'redis is away: continuing without it');
    events?.connected?.(now);
  };
}

interface Renewal {
  /** Whether the connection ends now because another is about to replace it. */
  readonly inProgress: boolean;
  /** Replaces the connection, at most once a second, if this error says that it leads to the wrong server. */
  ifStale(error: ErrorReply): void;
}

/** After a failover, the connection leads to a replica; without rights, a new connection is authenticated again. */
const stale = /\b(READONLY|MASTERDOWN|NOAUTH)\b/;
const renewEveryMs = 1_000;

function renewal(client: RedisClient, connect: () => void): Renewal {
  let inProgress = false;
  let nextAt = 0;
  return {
    get inProgress() {
      return inProgress;
    },
    ifStale({ message }) {
      if (!stale.test(message) || !client.isReady || performance.now() < nextAt) return;
      nextAt = performance.now() + renewEveryMs;
      inProgress = true;
      client.destroy();
      inProgress = false;
      connect();
    },
  };
}

const closingTimedOut = () => new Error('redis did not close in time');

async function close(client: RedisClient, breaker: Breaker, timeoutMs: number): Promise<void> {
  breaker.stop();
  // This end is intended, so it is not logged.
  client.removeAllListeners('end');
  if (client.isReady && !breaker.open)
    await withDeadline(client.close(), timeoutMs, closingTimedOut).catch(() => undefined);
  client.destroy();
}

interface Connection {
  client: RedisClient;
  breaker: Breaker;
  timeoutMs: number;
  onReply: (error: ErrorReply) => void;
}

async function run<T>(
  { client, breaker, timeoutMs, onReply }: Connection,
  work: (client: RedisClient) => Promise<T>,
): Promise<T> {
  if (breaker.open || !client.isReady) throw new CodedError('UNAVAILABLE', 'Redis cannot be reached');
  const tooSlow = (): Error => {
    breaker.timedOut();
    return new CodedError('UNAVAILABLE', 'Redis is too slow');
  };
  try {
    const reply = await withDeadline(work(client), timeoutMs, tooSlow);
    breaker.answered();
    return reply;
  } catch (error) {
    if (isCodedError(error)) throw error;
    if (error instanceof ErrorReply) {
      breaker.answered();
      onReply(error);
    }
    throw new CodedError('UNAVAILABLE', 'Redis rejected the command', { cause: error });
  }
}
