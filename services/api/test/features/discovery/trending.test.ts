import assert from 'node:assert/strict';
import { createTrending } from '@feed/store/discovery/trending';
import type { Database, Queryable } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';
import { block, type Content, contentOf } from '../../support/content.js';
import { crowd, type Someone } from '../../support/people.js';

const trendingPosts = `query ($limit: Int, $hours: Int) {
  trendingPosts(limit: $limit, hours: $hours) { id content likesCount user { id } } }`;
const clearPosts = statement<never>('test.clear_posts', 'DELETE FROM posts');
/** The same score, counted from the rows of likes, comments and shares, each made in the window. */
const counted = statement<{ id: string }>(
  'test.trending',
  `SELECT p.id FROM posts p WHERE p.shared_post_id IS NULL AND p.deleted_at IS NULL AND id_time(p.id) > $1
   ORDER BY (SELECT count(*) FROM post_likes l WHERE l.post_id = p.id AND id_time(l.id) > $1)
     + 2 * (SELECT count(*) FROM comments c WHERE c.post_id = p.id AND c.deleted_at IS NULL AND id_time(c.id) > $1)
     + 3 * (SELECT count(*) FROM posts s WHERE s.shared_post_id = p.id AND s.deleted_at IS NULL AND id_time(s.id) > $1) DESC,
     p.id DESC`,
);
const insertOld = statement<{ id: string }>(
  'test.old_post',
  `INSERT INTO posts (id, author_id, content, like_count) VALUES (next_id(now() - make_interval(mins => $2)), $1, 'old', 9)
   RETURNING id`,
);
/** Posts at random times of the last eight days, many of them with equal scores. */
const insertRandom = statement<never>(
  'test.random_posts',
  `INSERT INTO posts (id, author_id, content, like_count, comment_count, share_count)
   SELECT next_id(now() - random() * interval '8 days'), $1, 'x', random() * 9, random() * 3, random() * 2
   FROM generate_series(1, $2)`,
);
const scored = statement<{ id: string }>(
  'test.scored',
  `SELECT id FROM posts WHERE id_time(id) >= $1
   ORDER BY like_count + 2 * comment_count + 3 * share_count DESC, id DESC`,
);

describe('trendingPosts', () => {
  let app: TestApp, client: Client, database: Database, content: Content;
  let people: Someone[], ada: Someone, bob: Someone;
  let clock = 0;

  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    content = contentOf(client);
    ({ database } = app.context);
    people = await crowd(app, 6);
    [ada, bob] = people as [Someone, Someone];
  });
  beforeEach(async () => {
    await database.query(clearPosts);
    fresh(database);
  });
  after(() => app.stop());

  /** Forgets the rankings. The clock is that of the test. */
  function fresh(source: Queryable): void {
    clock = Date.now();
    Object.assign(app.context, { trending: createTrending({ database: source, now: () => clock }) });
  }
  const read = async (variables: object = {}, who = ada): Promise<string[]> =>
    (await client.data(trendingPosts, variables, who.token)).trendingPosts.map(
      ({ id }: { id: string }) => id,
    );
  const like = (who: Someone, id: string) =>
    client.data('mutation ($id: ID!) { likePost(postId: $id) { success } }', { id }, who.token);
  const remove = (who: Someone, id: string, field = 'deletePost') =>
    client.data(`mutation ($id: ID!) { done: ${field}(id: $id) { success } }`, { id }, who.token);

  it('count every row once: likes, comments twice and shares three times; the newer one of equals comes first', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push(await content.post(people[n % 3] as Someone));
    const [one, two, three, four, five, none] = ids as [string, string, string, string, string, string];
    for (const who of people) await like(who, one);
    for (const who of people.slice(0, 3)) await content.comment(who, two);
    for (const who of people.slice(0, 2)) await content.share(who, three);
    await content.comment(ada, four, await content.comment(ada, four));
    for (const who of people.slice(0, 2)) await like(who, five);
    const gone = await content.comment(ada, five);
    await remove(ada, gone, 'deleteComment');
    const found = await read();
    assert.deepEqual(found, [three, two, one, four, five, none]);
    const reference = await database.query(counted, [new Date(clock - 24 * 3_600_000)]);
    assert.deepEqual(
      found,
      reference.map(({ id }) => id),
    );
    assert.deepEqual(await read({ limit: 2 }), [three, two]);
  });

  it('are of the window, which has from 1 to 168 hours', async () => {
    const at = async (minutes: number) => (await database.query(insertOld, [ada.id, minutes]))[0]?.id ?? '';
    const [near, day, week, old] = [await at(50), await at(23 * 60), await at(167 * 60), await at(169 * 60)];
    assert.deepEqual(await read(), [near, day]);
    for (const hours of [1, 0, -5]) assert.deepEqual(await read({ hours }), [near], `${hours}`);
    for (const hours of [168, 1_000]) assert.deepEqual(await read({ hours }), [near, day, week], `${hours}`);
    assert.equal((await read({ hours: 168 })).includes(old), false);
  });

  it('are filled up although the viewer may not see all, and hide what is gone at once', async () => {
    const mine: string[] = [];
    for (let n = 0; n < 4; n += 1) mine.push(await content.post(bob));
    const hers = await content.post(ada);
    await like(ada, hers);
    assert.deepEqual(await read({ limit: 2 }, bob), [hers, mine[3]]);
    await remove(bob, mine[3] ?? '');
    assert.deepEqual(await read({ limit: 2 }, bob), [hers, mine[2]]);
    await block(database, ada, bob);
    assert.deepEqual(await read({ limit: 2 }, bob), [mine[2], mine[1]]);
  });

  it('of every window are those with the best scores of all its posts', async () => {
    await database.query(insertRandom, [ada.id, 3_000]);
    for (const hours of [1, 2, 3, 23, 24, 25, 100, 167, 168]) {
      const reference = await database.query(scored, [new Date(clock - hours * 3_600_000)]);
      const expected = reference.slice(0, 100).map(({ id }) => id);
      assert.deepEqual(await read({ hours, limit: 100 }), expected, `${hours}`);
    }
  });

  it('are read twice a minute for all callers and all windows, one after the other', async () => {
    let running = 0;
    const log: string[] = [];
    fresh({
      ...database,
      async query(asked, values) {
        log.push(asked.name);
        running += 1;
        assert.equal(running, 1);
        try {
          return await database.query(asked, values);
        } finally {
          running -= 1;
        }
      },
    } as Queryable);
    const id = await content.post(ada);
    // Eight requests at once stay within the share of a caller.
    for (let from = 1; from <= 168; from += 8) {
      const windows = Array.from({ length: 8 }, (_, n) =>
        read({ hours: from + n }, people[n % 2 === 0 ? 0 : 2]),
      );
      for (const found of await Promise.all(windows)) assert.deepEqual(found, [id]);
    }
    assert.equal(log.length, 2);
    const later = await content.post(ada);
    clock += 50_000;
    assert.deepEqual(await read({ hours: 1 }), [id]);
    clock += 10_000;
    for (const hours of [168, 1, 24, 25]) assert.deepEqual(await read({ hours }), [later, id]);
    assert.equal(log.length, 3);
  });

  it('are ranked again after a failure', async () => {
    let broken = true;
    const failing = async (...args: Parameters<Database['query']>) => {
      if (broken) throw new Error('away');
      return database.query(...args);
    };
    fresh({ ...database, query: failing } as Queryable);
    const { errors } = await client.gql(trendingPosts, {}, ada.token);
    assert.equal(errors?.length, 1);
    broken = false;
    assert.deepEqual(await read(), []);
  });

  it('reject a negative limit, and anonymous callers', async () => {
    const codeOf = async (variables: object, token?: string) =>
      (await client.gql(trendingPosts, variables, token)).errors?.[0]?.extensions.code;
    assert.equal(await codeOf({ limit: -1 }, ada.token), 'INVALID_INPUT');
    assert.equal(await codeOf({}), 'UNAUTHENTICATED');
    assert.deepEqual(await read({ limit: 0 }), []);
  });
});
