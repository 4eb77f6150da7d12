import type { Redis } from '../redis/redis.js';

const channel = 'live:hints';
/** Exists while a process has subscribers. */
const listeningKey = 'live:listening';

/** In milliseconds. Writers learn within `lookMs` that a process has begun to listen, so that one polls meanwhile. */
const lookMs = 5_000;
const renewMs = 20_000;
const keyTtlSeconds = 60;
/** How long a process polls that has just begun to listen: twice `lookMs`, for a look that fails. */
const settlingMs = 2 * lookMs;

export interface HintsOptions {
  redis: Redis;
  /** Opens the connection that messages arrive on, for as long as this process listens. */
  openListener(): Redis;
  /** Another process, or this one, may have written what subscribers wait for. */
  onHint(): void;
}

/**
 * Tells the processes that have subscribers that one of them has written. A hint has no content, because the journal
 * says what has changed; it may be lost, and then the next poll finds the change.
 */
export interface Hints {
  /** After a commit. Sends at most one message, and none while no process listens. */
  wrote(): void;
  /** This process has its first subscriber. */
  listen(): void;
  /** It has none any more. */
  ignore(): Promise<void>;
  /** Whether hints of other processes can be relied on; otherwise only polls find what these write. */
  readonly settled: boolean;
  /** Whether this process hears hints at all: without Redis it does not. */
  readonly connected: boolean;
  close(): Promise<void>;
}

export function createHints({ redis, openListener, onHint }: HintsOptions): Hints {
  const publish = publisher(redis);
  const own = listening(redis, openListener, onHint);
  let others = false;
  const look = async (): Promise<void> => {
    others = (await redis.run((client) => client.exists(listeningKey))) > 0;
  };
  const timer = setInterval(() => void (own.active || look().catch(() => undefined)), lookMs);
  timer.unref();
  return {
    wrote() {
      if (own.active) onHint();
      if (own.active || others) publish();
    },
    listen: () => own.begin(),
    ignore: () => own.end(),
    get settled() {
      return own.settled;
    },
    get connected() {
      return own.connected;
    },
    async close() {
      clearInterval(timer);
      await own.end();
    },
  };
}

/** Sends one message at a time: writes that end meanwhile share the next one. */
function publisher(redis: Redis): () => void {
  let sending = false;
  let again = false;
  const send = async (): Promise<void> => {
    sending = true;
    while (again) {
      again = false;
      await redis.run((client) => client.publish(channel, '')).catch(() => undefined);
    }
    sending = false;
  };
  return () => {
    again = true;
    if (!sending) void send();
  };
}

interface Listening {
  readonly active: boolean;
  readonly settled: boolean;
  readonly connected: boolean;
  begin(): void;
  end(): Promise<void>;
}

function listening(redis: Redis, openListener: () => Redis, onHint: () => void): Listening {
  let connection: Redis | undefined;
  let timer: NodeJS.Timeout | undefined;
  let settledAt = Infinity;
  const renew = (): void =>
    void redis.run((client) => client.set(listeningKey, '', { EX: keyTtlSeconds })).catch(() => undefined);
  return {
    get active() {
      return connection !== undefined;
    },
    get settled() {
      return (connection?.ready ?? false) && performance.now() >= settledAt;
    },
    get connected() {
      return connection?.ready ?? false;
    },
    begin() {
      if (connection) return;
      const opened = openListener();
      connection = opened;
      // Also after a reconnection: Redis may have been emptied, so that writers do not know of this process.
      opened.client.on('ready', () => {
        settledAt = performance.now() + settlingMs;
        // It is repeated after a reconnection without effect.
        void opened.client.subscribe(channel, onHint).catch(() => undefined);
        renew();
        onHint();
      });
      timer = setInterval(renew, renewMs);
      timer.unref();
    },
    async end() {
      clearInterval(timer);
      const closing = connection;
      connection = undefined;
      await closing?.close();
    },
  };
}
