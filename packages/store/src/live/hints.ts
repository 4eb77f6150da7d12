import type { Redis } from '../redis/redis.js';

const channel = 'live:hints';
/** Exists while a process has subscribers. */
const listeningKey = 'live:listening';

/** In milliseconds. Writers learn within this time that a process has begun to listen, so that one polls meanwhile. */
const usualLookMs = 5_000;
const renewMs = 20_000;
const keyTtlSeconds = 60;
/** A process that has just begun to listen polls for this many times as long, because a look may fail. */
const settlingLooks = 2;

export interface HintsOptions {
  redis: Redis;
  /** Opens the connection that messages arrive on, for as long as this process listens. */
  openListener(): Redis;
  /** Another process, or this one, may have written what subscribers wait for. */
  onHint(): void;
  /** How often a process looks whether others listen, in milliseconds. */
  lookMs?: number;
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

export function createHints(options: HintsOptions): Hints {
  const { redis, onHint, lookMs = usualLookMs } = options;
  const publish = publisher(redis);
  const own = listening(options, lookMs);
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

function listening({ redis, openListener, onHint }: HintsOptions, lookMs: number): Listening {
  const announcement = announcing(redis, lookMs);
  let connection: Redis | undefined;
  let timer: NodeJS.Timeout | undefined;
  return {
    get active() {
      return connection !== undefined;
    },
    get connected() {
      return connection?.ready ?? false;
    },
    get settled() {
      return this.connected && announcement.settled;
    },
    begin() {
      if (connection) return;
      const opened = openListener();
      connection = opened;
      opened.client.on('ready', () => {
        // It is repeated after a reconnection without effect.
        void opened.client.subscribe(channel, onHint).catch(() => undefined);
        announcement.restart();
        onHint();
      });
      timer = setInterval(announcement.renew, lookMs);
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

interface Announcement {
  /** Whether writers have had the time to read it. */
  readonly settled: boolean;
  /** Begins again, also after a reconnection: Redis may have been emptied. */
  restart(): void;
  renew(): void;
}

/** Keeps the key by which writers know that a process listens. */
function announcing(redis: Redis, lookMs: number): Announcement {
  let settledAt = Infinity;
  let renewedAt = -Infinity;
  const write = async (): Promise<void> => {
    if (performance.now() - renewedAt < renewMs) return;
    await redis.run((client) => client.set(listeningKey, '', { EX: keyTtlSeconds }));
    renewedAt = performance.now();
    settledAt = Math.min(settledAt, renewedAt + settlingLooks * lookMs);
  };
  const renew = (): void => void write().catch(() => undefined);
  return {
    get settled() {
      return performance.now() >= settledAt;
    },
    restart() {
      [settledAt, renewedAt] = [Infinity, -Infinity];
      renew();
    },
    renew,
  };
}
