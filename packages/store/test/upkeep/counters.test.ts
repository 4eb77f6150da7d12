import assert from 'node:assert/strict';
import { sleep } from '@feed/platform/deadline';
import { statement, type Database } from '../../src/postgres/database.js';
import { reconcileCounters, type CounterStep } from '../../src/upkeep/counter-walk.js';
import { counters, repairCounters } from '../../src/upkeep/counters.js';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';

const sql = <Row = never>(text: string) => statement<Row>(`test.${text.slice(0, 55)}`, text);

/** A little of everything that is counted, and some of what must not be. */
const world = `
  INSERT INTO users (id, username) SELECT i, 'u' || i FROM generate_series(1, 6) i;
  INSERT INTO follows (follower_id, followee_id) VALUES (1, 2), (1, 3), (2, 1);
  INSERT INTO posts (id, author_id, shared_post_id, content, deleted_at) VALUES
    (11, 1, NULL, 'a', NULL), (12, 1, NULL, 'b', NULL), (13, 1, NULL, 'gone', now()),
    (14, 2, 11, '', NULL), (15, 3, 11, '', now());
  INSERT INTO post_likes (post_id, user_id) VALUES (11, 1), (11, 2), (11, 3), (12, 1);
  INSERT INTO comments (id, post_id, author_id, parent_id, content, deleted_at) VALUES
    (21, 11, 2, NULL, 'c', NULL), (22, 11, 3, 21, 'd', NULL), (23, 11, 3, 22, 'e', NULL), (24, 11, 3, 21, 'f', now());
  INSERT INTO comment_likes (comment_id, user_id) VALUES (21, 1), (21, 2);`;

const kept = sql<{ at: string; counts: number[] }>(
  `SELECT 'u' || id AS at, ARRAY[followers_count, following_count, posts_count] AS counts FROM users
   UNION ALL SELECT 'p' || id, ARRAY[like_count, comment_count, share_count] FROM posts
   UNION ALL SELECT 'c' || id, ARRAY[like_count, reply_count] FROM comments`,
);
const truth: Record<string, number[]> = {
  ...{ u1: [1, 2, 2], u2: [1, 1, 0], u3: [1, 0, 0] },
  ...{ p11: [3, 3, 1], p12: [1, 0, 0], c21: [2, 1], c22: [0, 1] },
};

describe('reconciling counters', () => {
  let server: TestDatabase, database: Database;
  before(async () => {
    server = await testDatabase();
    database = server.open();
    await database.withClient((client) => client.query(world));
  });
  after(() => server.drop());

  const walk = async (rows: number): Promise<CounterStep[]> => {
    const steps: CounterStep[] = [];
    let after: string | undefined;
    do {
      const step = await database.transaction((tx) => reconcileCounters(tx, { after, rows }));
      steps.push(step);
      after = step.next;
    } while (after !== undefined);
    return steps;
  };
  const counts = async () =>
    Object.fromEntries(
      (await database.query(kept)).flatMap(({ at, counts }) => (counts.some(Boolean) ? [[at, counts]] : [])),
    );

  it('repairs every counter by its rule, and finds nothing the second time', async () => {
    const steps = await walk(100);
    assert.equal(steps.length, 1);
    const found = steps.flatMap(({ drifts }) => drifts);
    assert.deepEqual(new Set(found.map(({ counter }) => counter)), new Set(counters));
    assert.deepEqual(await counts(), truth);
    assert.deepEqual(
      (await walk(100)).flatMap(({ drifts }) => drifts),
      [],
    );
  });

  it('walks all tables in small steps and reports exactly what was wrong', async () => {
    await database.query(sql('UPDATE users SET followers_count = 9 WHERE id = 3'));
    await database.query(sql('UPDATE comments SET reply_count = 0 WHERE id = 22'));
    const steps = await walk(2);
    assert.ok(steps.length >= 4, `${steps.length} steps`);
    assert.deepEqual(
      steps.flatMap(({ drifts }) => drifts),
      [
        { counter: 'users.followers_count', id: '3', kept: 9, counted: 1 },
        { counter: 'comments.reply_count', id: '22', kept: 0, counted: 1 },
      ],
    );
    assert.deepEqual(await counts(), truth);
  });

  it('skips a row in use without waiting, and reports it', async () => {
    await database.query(sql('UPDATE posts SET like_count = 7 WHERE id = 12'));
    await database.transaction(async (tx) => {
      await tx.query(sql('UPDATE posts SET share_count = share_count WHERE id = 12'));
      const [step] = await walk(100);
      assert.deepEqual(step?.skipped, ['12']);
    });
    const [step] = await walk(100);
    assert.deepEqual(step?.drifts, [{ counter: 'posts.like_count', id: '12', kept: 7, counted: 1 }]);
  });

  it('repairs exactly while traffic changes the same counters', async () => {
    const like = sql('INSERT INTO post_likes (post_id, user_id) SELECT 12, $1 FROM pg_sleep(0.003)');
    const unlike = sql('DELETE FROM post_likes USING pg_sleep(0.003) WHERE post_id = 12 AND user_id = $1');
    const add = sql('UPDATE posts SET like_count = like_count + $1 WHERE id = 12');
    const traffic = async (userId: number) => {
      for (let n = 0; n < 15; n += 1) {
        await database.transaction(async (tx) => {
          await tx.query(add, [n % 2 ? -1 : 1]);
          await tx.query(n % 2 ? unlike : like, [userId]);
        });
        await sleep(2);
      }
    };
    await database.query(sql('UPDATE posts SET like_count = like_count + 100 WHERE id = 12'));
    let corrected = 0;
    const repair = async () => {
      const { drifts } = await database.transaction((tx) => repairCounters(tx, 'posts', ['11', '12']));
      for (const { kept, counted } of drifts) corrected += counted - kept;
    };
    const busy = Promise.all([2, 3, 4].map(traffic));
    for (let n = 0; n < 30; n += 1) await repair();
    await busy;
    await repair();
    assert.equal(corrected, -100, 'only the planted error was repaired');
    assert.deepEqual((await counts())['p12'], [4, 0, 0]);
  });
});
