import type { Queryable } from '../database/queryable.js';
import { statement } from '../database/statement.js';
import { timelineKey } from '../feed/timelines.js';
import type { Redis } from '../redis/redis.js';

interface Row {
  id: string;
}

const after = statement<Row>('verify.accounts', 'SELECT id FROM users WHERE id > $1 ORDER BY id LIMIT $2');
const sample = statement<Row>('verify.sample', 'SELECT id FROM users ORDER BY random() LIMIT $1');
const total = statement<{ total: number }>('verify.total', 'SELECT count(*)::int AS total FROM users');
const chunk = 500;

/** Every account, the oldest first; reads a chunk at a time. */
export async function* allAccounts(q: Queryable): AsyncGenerator<string> {
  for (let last = '0', rows: Row[] = []; ; last = rows.at(-1)?.id ?? last) {
    rows = await q.query(after, [last, chunk]);
    for (const { id } of rows) yield id;
    if (rows.length < chunk) return;
  }
}

export async function countAccounts(q: Queryable): Promise<number> {
  return (await q.query(total))[0]?.total ?? 0;
}

/** So many accounts at random. */
export async function sampleAccounts(q: Queryable, count: number): Promise<string[]> {
  return (await q.query(sample, [count])).map(({ id }) => id);
}

/** The accounts that have a timeline in Redis. Walks all its keys a thousand at a time, without holding it up. */
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
