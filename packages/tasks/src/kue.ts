import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { withDeadline } from '@feed/platform/deadline';
import { coalesceHints } from './coalesce.js';
import { readHint, writeHint } from './hint.js';
import type { Hint, WakeupConsumer, WakeupProducer } from './wakeup.js';

export interface KueWakeupOptions {
  /** `redis://` or, with TLS, `rediss://`. */
  redisUrl: string;
  /** A producer sends at most one hint in this time. */
  hintIntervalMs: number;
  /** Called for every failed hint and every connection error; nothing is thrown. */
  onError: (error: unknown) => void;
}

/** The parts of Kue's client, which is node_redis 3, that are used here. */
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
/** How long a worker pauses after an error from Redis: Kue itself retries immediately, without end. */
const pauseMs = 1_000;
const never = 24 * 3_600_000;

/**
 * Kue keeps its queue, clients and workers in module variables. Loading a separate copy lets a producer and a consumer,
 * or two tests, exist side by side in one process.
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

/** Job events are not used here, and a malformed message on their channel would end the process. */
function silence(events: KueEvents): void {
  const nothing = (): void => undefined;
  events.subscribe = nothing;
  events.emit = nothing;
}

function redisOptions(redisUrl: string, offlineQueue: boolean) {
  const { hostname, port, username, password, pathname, protocol } = new URL(redisUrl);
  const options = {
    // Without an offline queue a hint fails immediately while Redis is away; a worker has to wait until Redis is back.
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
    pauseAfterError(client);
    clients.push(client);
    return client;
  };
  const queue = new kue({
    redis: { ...redisOptions(redisUrl, offlineQueue), createClientFactory },
    jobEvents: false,
    // No job here is delayed or expires, and looking for such jobs costs commands.
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

/** Without a password, on a replica or for a key of another type, Redis rejects each `BLPOP` immediately. */
function pauseAfterError(client: KueClient): void {
  const blpop = client.blpop.bind(client);
  client.blpop = (key, seconds, done) =>
    blpop(key, seconds, (error) => {
      if (error) setTimeout(() => client.closing || done(error), pauseMs).unref();
      else done(null);
    });
}

/** A hint that no worker has taken yet stands for later ones as well. */
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

/** The end that sends hints: the api. */
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

/** The end that receives hints: the worker. */
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

/** Kue evaluates a job's `backoff` as code. Jobs from this file have none, so one that has it comes from elsewhere. */
function dropCode(client: KueClient): void {
  const hgetall = client.hgetall.bind(client);
  client.hgetall = (key, done) =>
    hgetall(key, (error, hash) => {
      if (hash) delete hash['backoff'];
      done(error, hash);
    });
}
