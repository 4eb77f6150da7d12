import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { withDeadline } from '@feed/platform/deadline';
import { coalesceHints } from './coalesce.js';
import { readHint, writeHint } from './hint.js';
import type { Hint, WakeupConsumer, WakeupProducer } from './wakeup.js';

export interface KueWakeupOptions {
  /** `redis://` or, with TLS, `rediss://`. */
  redisUrl: string;
  /** At most one hint in this time leaves a producer. */
  hintIntervalMs: number;
  /** Hears of every failed hint and every change for the worse; nothing is thrown. */
  onError: (error: unknown) => void;
}

/** What is used of Kue's client, which is node_redis 3. */
interface KueClient {
  readonly closing: boolean;
  getKey(key: string): string;
  llen(key: string, done: (error: Error | null, length: number) => void): void;
  hgetall(key: string, done: (error: Error | null, hash: Record<string, string> | null) => void): void;
  blpop(key: string, seconds: number, done: (error: Error | null) => void): void;
  end(flush: boolean): void;
}

interface KueJob {
  readonly data: unknown;
  removeOnComplete(yes: boolean): KueJob;
  save(done: (error: Error | null) => void): KueJob;
}

interface KueQueue {
  readonly client: KueClient;
  readonly promoter: NodeJS.Timeout | null;
  readonly activeJobsTtlTimer: NodeJS.Timeout | null;
  create(type: string, data: object): KueJob;
  process(type: string, work: (job: KueJob, done: () => void) => void): void;
  on(event: 'error', listener: (error: unknown) => void): void;
}

interface Kue {
  new (options: object): KueQueue;
  redis: { client(): KueClient; createClientFactory(options: object): KueClient };
}

interface KueEvents {
  subscribe: () => void;
  emit: () => void;
}

interface Connection {
  queue: KueQueue;
  kue: Kue;
  close(): void;
}

/** One type for all kinds, so that a worker needs one blocking connection. */
const jobType = 'wake';
const hintBudgetMs = 200;
const reconnectMs = { first: 50, most: 2_000 };
/** How long a worker rests after Redis refused it: Kue itself asks again at once, for ever. */
const refusedMs = 1_000;
const never = 24 * 3_600_000;

/**
 * Kue keeps its queue, clients and workers in its modules, one set a process. A copy of its own lets a producer and a
 * consumer, or two tests, live side by side.
 */
function loadKue(): Kue {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('kue');
  for (const id of Object.keys(require.cache))
    if (id.startsWith(dirname(entry) + sep)) Reflect.deleteProperty(require.cache, id);
  const kue = require(entry) as Kue;
  silence(require(join(dirname(entry), 'lib/queue/events.js')) as KueEvents);
  return kue;
}

/** Nobody here listens for job events, and a malformed message on their channel would end the process. */
function silence(events: KueEvents): void {
  const nothing = (): void => undefined;
  events.subscribe = nothing;
  events.emit = nothing;
}

function redisOptions(redisUrl: string, offlineQueue: boolean) {
  const { hostname, port, username, password, pathname, protocol } = new URL(redisUrl);
  const options = {
    // Without a queue a hint fails at once while Redis is away; a worker has to wait for it to come back.
    enable_offline_queue: offlineQueue,
    retry_strategy: ({ attempt }: { attempt: number }) =>
      Math.min(reconnectMs.first * 2 ** Math.min(attempt, 10), reconnectMs.most),
    ...(username === '' ? {} : { user: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(pathname.length > 1 ? { db: pathname.slice(1) } : {}),
    ...(protocol === 'rediss:' ? { tls: { servername: hostname } } : {}),
  };
  // db -1 keeps Kue from sending SELECT itself, which fails while Redis is away.
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port || 6379, db: -1, options };
}

function connect({ redisUrl, onError }: KueWakeupOptions, offlineQueue: boolean): Connection {
  const kue = loadKue();
  const clients: KueClient[] = [];
  const createClientFactory = (options: object): KueClient => {
    const client = kue.redis.createClientFactory(options);
    restAfterRefusal(client);
    clients.push(client);
    return client;
  };
  const queue = new kue({
    redis: { ...redisOptions(redisUrl, offlineQueue), createClientFactory },
    jobEvents: false,
    // Nothing is delayed or given a time to live here, and each look for such jobs costs commands.
    promotion: { interval: never },
  });
  queue.on('error', onError);
  return {
    kue,
    queue,
    close: () => {
      clearInterval(queue.promoter ?? undefined);
      clearInterval(queue.activeJobsTtlTimer ?? undefined);
      for (const client of clients) client.end(false);
    },
  };
}

/** Without a password, as a replica or with a key of another type, Redis refuses each `BLPOP` immediately. */
function restAfterRefusal(client: KueClient): void {
  const blpop = client.blpop.bind(client);
  client.blpop = (key, seconds, done) =>
    blpop(key, seconds, (error) => {
      if (error) setTimeout(() => client.closing || done(error), refusedMs).unref();
      else done(null);
    });
}

/** A hint that no worker has taken yet will wake one for this task as well. */
function unconsumed({ client }: KueQueue): Promise<boolean> {
  return new Promise((resolve, reject) => {
    client.llen(client.getKey(`${jobType}:jobs`), (error, length) =>
      error ? reject(error) : resolve(length > 0),
    );
  });
}

function save(queue: KueQueue, hint: Hint): Promise<void> {
  const job = queue.create(jobType, writeHint(hint)).removeOnComplete(true);
  return new Promise((resolve, reject) => job.save((error) => (error ? reject(error) : resolve())));
}

/** For whoever enqueues. */
export function createKueProducer(options: KueWakeupOptions): WakeupProducer {
  const { queue, close } = connect(options, false);
  const deliver = async (hint: Hint): Promise<void> => {
    if (!(await unconsumed(queue))) await save(queue, hint);
  };
  const send = (hint: Hint): Promise<void> =>
    withDeadline(deliver(hint), hintBudgetMs, () => new Error('a hint took too long')).catch(options.onError);
  const coalescer = coalesceHints(send, options.hintIntervalMs);
  return {
    hint: coalescer.hint,
    close: async () => {
      coalescer.stop();
      close();
    },
  };
}

/** For workers. */
export function createKueConsumer(options: Omit<KueWakeupOptions, 'hintIntervalMs'>): WakeupConsumer {
  const { kue, queue, close } = connect({ ...options, hintIntervalMs: 0 }, true);
  return {
    listen(onHint) {
      dropCode(kue.redis.client());
      queue.process(jobType, (job, done) => {
        const hint = readHint(job.data);
        if (hint) onHint(hint);
        done();
      });
    },
    close: async () => close(),
  };
}

/** Kue evaluates a job's `backoff` as code. No job of ours has one, so whoever wrote it into Redis is not us. */
function dropCode(client: KueClient): void {
  const hgetall = client.hgetall.bind(client);
  client.hgetall = (key, done) =>
    hgetall(key, (error, hash) => {
      if (hash) delete hash['backoff'];
      done(error, hash);
    });
}
