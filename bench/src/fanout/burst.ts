import { sleep } from '@feed/platform/deadline';
import { timelineKey } from '@feed/store/feed/timelines';
import { ask, type FeedData } from '../compare/operations.js';
import type { Viewer } from '../setup/data.js';
import { processorMs } from '../setup/processor-time.js';
import type { Server } from '../setup/services.js';
import type { Stores } from '../setup/stores.js';
import type { RedisFacts } from './redis-facts.js';

/** Everything that runs, and the accounts that take part. */
export interface Stage {
  readonly stores: Stores;
  readonly redis: RedisFacts;
  readonly worker: Server;
  /** Posts are written through one process of the api and read through the other. */
  readonly writer: Server;
  readonly reader: Server;
  readonly star: Viewer;
  readonly known: Viewer;
  readonly followers: readonly Viewer[];
}

export interface Burst {
  /** From the first request until every timeline had every post. */
  readonly seconds: number;
  /** From the first request until the follower who is served last read the last post. */
  readonly visibleSeconds: number;
}

export interface Backlog {
  readonly ids: readonly string[];
  /** From when the worker may begin until every timeline has every post. */
  readonly seconds: number;
  readonly redisMicroseconds: number;
  readonly workerMicroseconds: number;
}

/** Longer than the api waits between two hints to the worker. */
const hintMs = 2_500;
const unfinished = `SELECT EXISTS (SELECT FROM events WHERE dispatched_at IS NULL)
  OR EXISTS (SELECT FROM tasks WHERE kind LIKE 'fan-out%' AND state NOT IN ('done', 'dead')) AS pending`;
const pollMs = 5;
/** A burst that takes longer has failed. */
const patienceMs = 300_000;

export async function post(api: Server, author: Viewer, content: string): Promise<string> {
  const data = await ask<{ createPost: { success: boolean; post: { id: string } } }>(api, author, 'create', {
    content,
  });
  if (!data.createPost.success) throw new Error(`A post was rejected: ${JSON.stringify(data)}`);
  return data.createPost.post.id;
}

/** Resolves once the newest entry in the feed of this account is the post. */
export async function untilVisible(api: Server, viewer: Viewer, id: string): Promise<void> {
  await until(async () => {
    const { homeFeed } = await ask<FeedData>(api, viewer, 'feed', { first: 1 });
    return homeFeed.edges[0]?.node.id === id;
  });
}

/** Has the account "star" write posts one after the other. @throws Error when a timeline lacks one of them afterwards */
export async function burst(stage: Stage, posts: number): Promise<Burst> {
  const started = performance.now();
  const passed = () => (performance.now() - started) / 1000;
  const ids = await write(stage, posts);
  const visible = visibleToLast(stage, ids.at(-1) ?? '').then(passed);
  await untilDelivered(stage);
  const seconds = passed();
  await requireDelivered(stage, ids);
  return { seconds, visibleSeconds: await visible };
}

/** Has the worker deliver posts that were written while it was stopped, so that it waits neither for them nor for hints. */
export async function backlog(stage: Stage, posts: number): Promise<Backlog> {
  const { redis, worker } = stage;
  const used = async () => [await redis.processorMicroseconds(), processorMs([worker.pid]) * 1000] as const;
  process.kill(worker.pid, 'SIGSTOP');
  let ids: string[];
  try {
    ids = await write(stage, posts);
    await sleep(hintMs);
  } finally {
    process.kill(worker.pid, 'SIGCONT');
  }
  const [before, started] = [await used(), performance.now()];
  await untilDelivered(stage);
  const [after, seconds] = [await used(), (performance.now() - started) / 1000];
  await requireDelivered(stage, ids);
  return {
    ...{ ids, seconds, redisMicroseconds: after[0] - before[0] },
    workerMicroseconds: after[1] - before[1],
  };
}

async function write({ writer, star }: Stage, posts: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < posts) ids.push(await post(writer, star, `Post ${ids.length} of many.`));
  return ids;
}

const untilDelivered = ({ stores }: Stage): Promise<void> =>
  until(async () => (await stores.sql.query<{ pending: boolean }>(unfinished)).rows[0]?.pending === false);

/** The pages of followers go from the newest to the oldest, so that the first account to follow is served last. */
const visibleToLast = ({ reader, followers }: Stage, id: string): Promise<void> =>
  untilVisible(reader, followers[0] as Viewer, id);

async function requireDelivered({ redis, followers }: Stage, ids: readonly string[]): Promise<void> {
  for (const { id } of followers) {
    const entries = new Set(await redis.list(timelineKey(id)));
    const missing = ids.filter((each) => !entries.has(each)).length;
    if (missing > 0)
      throw new Error(`The timeline of account ${id} lacks ${missing} of ${ids.length} posts.`);
  }
}

export async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('The posts were not delivered in time.');
    await sleep(pollMs);
  }
}
