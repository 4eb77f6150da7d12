import { sleep } from '@feed/platform/deadline';
import { timelineKey } from '@feed/store/feed/timelines';
import { ask, type FeedData } from '../compare/operations.js';
import type { Viewer } from '../setup/data.js';
import { processorMs } from '../setup/processor-time.js';
import type { Server } from '../setup/services.js';
import type { Stores } from '../setup/stores.js';
import type { RedisFacts } from './redis-facts.js';

/** Everything that runs, and who takes part. */
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
  readonly ids: readonly string[];
  /** From the first request until every timeline had every post. */
  readonly seconds: number;
  /** From the first request until the follower who is served last read the last post. */
  readonly visibleSeconds: number;
  readonly redisMicroseconds: number;
  readonly workerMicroseconds: number;
  readonly longestMicroseconds: number;
}

/** Shorter commands of Redis are not looked at. */
const watchedMicroseconds = 200;
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
  const { stores, redis, worker } = stage;
  await redis.watchCommands(watchedMicroseconds);
  const used = async () => [await redis.processorMicroseconds(), processorMs([worker.pid]) * 1000] as const;
  const before = await used();
  const started = performance.now();
  const ids: string[] = [];
  while (ids.length < posts) ids.push(await post(stage.writer, stage.star, `Post ${ids.length} of a burst.`));
  const seen = visibleToLast(stage, ids.at(-1) ?? '').then(() => (performance.now() - started) / 1000);
  const pending = async () =>
    (await stores.sql.query<{ pending: boolean }>(unfinished)).rows[0]?.pending === true;
  await until(async () => !(await pending()));
  const seconds = (performance.now() - started) / 1000;
  const after = await used();
  const longestMicroseconds = await redis.longestCommand();
  await requireDelivered(stage, ids);
  return {
    ...{ ids, seconds, visibleSeconds: await seen, longestMicroseconds },
    ...{ redisMicroseconds: after[0] - before[0], workerMicroseconds: after[1] - before[1] },
  };
}

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
