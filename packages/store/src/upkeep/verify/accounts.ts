import { belowAllIds } from '../../postgres/ids.js';
import type { Queryable } from '../../postgres/queryable.js';
import { statement } from '../../postgres/statement.js';
import { timelineKey } from '../../feed/timelines.js';
import type { Redis } from '../../redis/redis.js';

interface Row {
  id: string;
}

const after = statement<Row>('verify.accounts', 'SELECT id FROM users WHERE id > $1 ORDER BY id LIMIT $2');
const sample = statement<Row>('verify.sample', 'SELECT id FROM users ORDER BY random() LIMIT $1');
const large = statement<Row>(
  'verify.large',
  `SELECT f.follower_id AS id FROM follows f JOIN users u ON u.id = f.followee_id
   WHERE f.follower_id = ANY($1::bigint[]) GROUP BY f.follower_id HAVING sum(u.posts_count) > $2`,
);
const total = statement<{ total: number }>('verify.total', 'SELECT count(*)::int AS total FROM users');
const chunk = 500;
const triesEach = 4;

/** Every account, oldest first, read 500 at a time. */
export async function* allAccounts(q: Queryable): AsyncGenerator<string> {
  for (let last = belowAllIds, rows: Row[] = []; ; last = rows.at(-1)?.id ?? last) {
    rows = await q.query(after, [last, chunk]);
    for (const { id } of rows) yield id;
    if (rows.length < chunk) return;
  }
}

export async function countAccounts(q: Queryable): Promise<number> {
  return (await q.query(total))[0]?.total ?? 0;
}

/** `count` accounts, at random. */
export async function sampleAccounts(q: Queryable, count: number): Promise<string[]> {
  return (await q.query(sample, [count])).map(({ id }) => id);
}

/** The accounts that have a timeline in Redis, read a thousand keys at a time so as not to block it. */
export async function cachedAccounts(redis: Redis): Promise<string[]> {
  const prefix = timelineKey('');
  const found = new Set<string>();
  let cursor = '0';
  do {
    const step = await redis.run((client) => client.scan(cursor, { MATCH: `${prefix}*`, COUNT: 1_000 }));
    for (const key of step.keys) found.add(key.slice(prefix.length));
    ({ cursor } = step);
  } while (cursor !== '0');
  return [...found];
}

/**
 * At most `count` accounts, at random, of those that have a timeline in Redis. It tries four keys for each, so it finds
 * fewer where few of the keys are timelines. Rejects with UNAVAILABLE.
 */
export async function sampleCachedAccounts(redis: Redis, count: number): Promise<string[]> {
  const prefix = timelineKey('');
  const found = new Set<string>();
  for (let tries = triesEach * count; tries > 0 && found.size < count; tries -= 1) {
    // The client's own method has the wrong type.
    const key = await redis.run((client) => client.sendCommand<string | null>(['RANDOMKEY']));
    if (key === null) break;
    if (key.startsWith(prefix)) found.add(key.slice(prefix.length));
  }
  return [...found];
}

/** The accounts that follow authors with more than `posts` posts in all: their reference feed takes long to read. */
export async function largeAccounts(
  q: Queryable,
  accounts: readonly string[],
  posts: number,
): Promise<Set<string>> {
  return new Set((await q.query(large, [accounts, posts])).map(({ id }) => id));
}
