import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { coalesceHints } from './coalesce.js';
import { createHintSender } from './hint-sender.js';
import { readHint, writeHint } from './hint.js';
import { watchBlockingPop } from './kue-blocking.js';
import { isReply, type KueClient, KueClients } from './kue-clients.js';
import { redisOptions } from './kue-redis-options.js';
import type { Hint, WakeupConsumer, WakeupProducer } from './wakeup.js';

export interface KueWakeupOptions {
  /** `redis://` or, with TLS, `rediss://`. */
  redisUrl: string;
  /** Shown in CLIENT LIST. */
  clientName: string;
  /** A producer sends at most one hint in this time. */
  hintIntervalMs: number;
  /** Called for every failed hint and every connection error; nothing is thrown. */
  onError: (error: unknown) => void;
}

export interface KueJob {
  readonly id: number;
  readonly data: unknown;
  removeOnComplete(yes: boolean): KueJob;
  save(done: (error: Error | null) => void): KueJob;
}

export interface KueQueue {
  readonly client: KueClient;
  readonly promoter: NodeJS.Timeout | null;
  readonly activeJobsTtlTimer: NodeJS.Timeout | null;
  create(type: string, data: object): KueJob;
  process(type: string, work: (job: KueJob, done: () => void) => void): void;
  on(event: 'error', listener: (error: unknown) => void): void;
}

interface KueOptions {
  redis: { options: object };
}

interface Kue {
  new (options: object): KueQueue;
  redis: { client(): KueClient; createClientFactory(options: KueOptions): KueClient };
}

interface KueEvents {
  subscribe: () => void;
  emit: () => void;
}

export interface KueConnection {
  queue: KueQueue;
  kue: Kue;
  clients: KueClients;
  close(): void;
}

interface Hooks {
  /** Whether commands wait for a connection. Without it, they fail immediately while Redis is away. */
  offlineQueue: boolean;
  onClient?: (client: KueClient) => void;
  onConnected?: (client: KueClient) => void;
}

/** One type for all kinds, so that a worker needs one blocking connection. */
const jobType = 'wake';
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

export function connectKue(
  { redisUrl, clientName, onError }: Omit<KueWakeupOptions, 'hintIntervalMs'>,
  hooks: Hooks,
): KueConnection {
  const kue = loadKue();
  const { onConnected } = hooks;
  const clients = new KueClients({ clientName, onError, ...(onConnected && { onConnected }) });
  const createClientFactory = ({ redis }: KueOptions): KueClient => {
    const key = {};
    const options = { ...redis.options, retry_strategy: () => clients.retryDelay(key) };
    const client = kue.redis.createClientFactory({ redis: { ...redis, options } });
    clients.add(key, client);
    // After an error Kue adds an entry that stands for no job, which would be taken for a hint that waits.
    client.lpush = () => undefined;
    hooks.onClient?.(client);
    return client;
  };
  const queue = new kue({
    redis: { ...redisOptions(redisUrl, hooks.offlineQueue), createClientFactory },
    jobEvents: false,
    // No job here is delayed or expires, and looking for such jobs costs commands.
    promotion: { interval: never },
  });
  queue.on('error', (error) => clients.failed(error));
  return {
    ...{ kue, queue, clients },
    close: () => {
      clearInterval(queue.promoter ?? undefined);
      clearInterval(queue.activeJobsTtlTimer ?? undefined);
      clients.close();
    },
  };
}

/** A hint that no worker has taken yet stands for later ones as well. */
export function unconsumed({ client }: KueQueue): Promise<boolean> {
  return new Promise((resolve, reject) => {
    client.llen(client.getKey(`${jobType}:jobs`), (error, length) =>
      error ? reject(error) : resolve(length > 0),
    );
  });
}

export function saveHint(queue: KueQueue, hint: Hint): Promise<KueJob> {
  const job = queue.create(jobType, writeHint(hint)).removeOnComplete(true);
  return new Promise((resolve, reject) => job.save((error) => (error ? reject(error) : resolve(job))));
}

/** The end that sends hints: the api. */
export function createKueProducer(options: KueWakeupOptions): WakeupProducer {
  const onConnected = (): void => sender.sendMissed();
  const { queue, clients, close } = connectKue(options, { offlineQueue: false, onConnected });
  const deliver = async (hint: Hint): Promise<void> => {
    try {
      if (!(await unconsumed(queue))) await saveHint(queue, hint);
    } catch (error) {
      if (isReply(error)) clients.failed(error);
      throw error;
    }
  };
  const { onError } = options;
  const sender = createHintSender({
    deliver,
    working: () => clients.working,
    onDead: () => clients.renew(),
    onError,
  });
  const coalescer = coalesceHints(sender.send, options.hintIntervalMs);
  return {
    hint: coalescer.hint,
    close: async () => {
      coalescer.stop();
      close();
    },
  };
}

/** The end that receives hints: the worker. It also calls `onHint` when it can be reached again. */
export function createKueConsumer(options: Omit<KueWakeupOptions, 'hintIntervalMs'>): WakeupConsumer {
  let restored = (): void => undefined;
  const pop = watchBlockingPop(
    () => clients,
    () => restored(),
  );
  const hooks = { offlineQueue: true, onClient: pop.add, onConnected: pop.connected };
  const { kue, queue, clients, close } = connectKue(options, hooks);
  return {
    listen(onHint) {
      restored = () => onHint({ kind: 'restored' });
      dropCode(kue.redis.client());
      queue.process(jobType, (job, done) => {
        const hint = readHint(job.data);
        if (hint) onHint(hint);
        done();
      });
    },
    close: async () => {
      pop.close();
      close();
    },
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
