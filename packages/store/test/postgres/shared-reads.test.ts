import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { isCodedError } from '@feed/platform/errors';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { visiblePosts } from '../../src/content/posts/reads.js';
import { allColumns, type LongColumns } from '../../src/postgres/long-columns.js';
import { modelsOf } from '../../src/postgres/models/models.js';
import type { Database } from '../../src/postgres/queryable.js';
import { type AskedReader, createSharedReads, type SharedReads } from '../../src/postgres/shared-reads.js';
import { block } from '../../src/safety/blocks/writes.js';
import { writePost } from '../support/writes.js';

const inTime = () => performance.now() + 60_000;

describe('reads that share a statement', () => {
  let server: TestDatabase, database: Database, shared: SharedReads;
  const ran: string[] = [];
  before(async () => {
    server = await testDatabase();
    database = server.open({ events: { ran: (name) => void ran.push(name) } });
  });
  beforeEach(() => {
    shared = createSharedReads(database);
    ran.length = 0;
  });
  after(() => server.drop());

  let serial = 0;
  const account = async () => (await modelsOf(database).User.create({ username: `u${(serial += 1)}` })).id;

  const reader = (deadline = inTime()): AskedReader => ({
    read: async (statement, viewerId, ids, rest) =>
      (await Promise.all(ids.map((id) => shared.read(statement, { viewerId, id }, rest, deadline)))).flat(),
  });
  const idsSeen = async (viewerId: string, postId: string, columns: LongColumns = allColumns) =>
    (await visiblePosts(reader(), viewerId, [postId], columns)).map(({ id }) => id);

  it('gives concurrent callers what each of them may see, of any post', async () => {
    const [author, viewer, blocked] = [await account(), await account(), await account()];
    const [one, other] = [await writePost(database, author), await writePost(database, author)];
    await database.transaction((tx) => block(tx, { actorId: author, targetId: blocked }));
    ran.length = 0;
    assert.deepEqual(
      await Promise.all([
        idsSeen(viewer, one),
        idsSeen(blocked, one),
        idsSeen(blocked, other),
        idsSeen(author, other),
        idsSeen(viewer, '1'),
        idsSeen(viewer, one),
      ]),
      [[one], [], [], [other], [], [one]],
    );
    assert.deepEqual(ran, ['posts.by_id'], 'all of them share one statement');
  });

  it('puts callers that want other columns into another statement', async () => {
    const author = await account();
    const post = await writePost(database, author);
    ran.length = 0;
    const [whole, brief] = await Promise.all([
      visiblePosts(reader(), author, [post]),
      visiblePosts(reader(), author, [post], { text: false, bio: false }),
    ]);
    assert.equal(typeof whole[0]?.content, 'string');
    assert.notEqual(typeof brief[0]?.content, 'string');
    assert.deepEqual(ran, ['posts.by_id', 'posts.by_id']);
  });

  it('reads at most 64 at once, each as of a moment after it was asked for', async () => {
    const author = await account();
    const post = await writePost(database, author);
    ran.length = 0;
    const seen = await Promise.all(Array.from({ length: 130 }, () => idsSeen(author, post)));
    assert.deepEqual(new Set(seen.flat()), new Set([post]));
    assert.equal(ran.length, 3);
    const first = idsSeen(author, post);
    const next = writePost(database, author).then((id) => idsSeen(author, id));
    assert.equal((await first).length + (await next).length, 2);
  });

  it('begins nothing for a caller whose deadline has passed, and reads for the others', async () => {
    const author = await account();
    const post = await writePost(database, author);
    const late = visiblePosts(reader(performance.now() - 1), author, [post]);
    const [, seen] = await Promise.all([
      assert.rejects(late, (error) => isCodedError(error) && error.code === 'TIMEOUT'),
      idsSeen(author, post),
    ]);
    assert.deepEqual(seen, [post]);
  });

  it('reads alone for each of the callers whose rows are too large together', async () => {
    const author = await account();
    const posts = await Promise.all(['x', 'y', 'z'].map((c) => writePost(database, author, c.repeat(4_000))));
    shared = createSharedReads(database, 9_000);
    ran.length = 0;
    assert.deepEqual(
      await Promise.all(posts.map((post) => idsSeen(author, post))),
      posts.map((post) => [post]),
    );
    assert.equal(ran.length, 4);
    const long = await writePost(database, author, 'x'.repeat(10_000));
    const [tooLong, seen] = await Promise.allSettled([
      idsSeen(author, long),
      idsSeen(author, posts[0] ?? ''),
    ]);
    assert.ok(tooLong.status === 'rejected' && isCodedError(tooLong.reason));
    assert.equal(tooLong.reason.code, 'QUERY_TOO_COMPLEX');
    assert.deepEqual(seen, { status: 'fulfilled', value: [posts[0]] });
  });

  it('fails for all who share a statement that fails, and works for those who come later', async () => {
    const author = await account();
    const post = await writePost(database, author);
    const broken = createSharedReads({
      query: (statement, values) => database.query({ ...statement, text: 'SELECT 1 / 0' }, values),
    });
    const read = (reads: SharedReads): AskedReader => ({
      read: (statement, viewerId, [id = ''], rest) => reads.read(statement, { viewerId, id }, rest, inTime()),
    });
    const both = [1, 2].map(() => visiblePosts(read(broken), author, [post]));
    for (const one of both) await assert.rejects(one);
    assert.deepEqual(await idsSeen(author, post), [post]);
  });
});
