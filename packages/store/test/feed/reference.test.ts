import assert from 'node:assert/strict';
import { statement, type Database } from '../../src/postgres/database.js';
import { referenceFeed } from '../../src/feed/reference.js';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { modelsOf } from '../../src/postgres/models/models.js';

const post = statement<{ id: string }>(
  'test.post',
  'INSERT INTO posts (author_id, shared_post_id, content) VALUES ($1, $2, $3) RETURNING id',
);
const remove = statement('test.remove', 'UPDATE posts SET deleted_at = now() WHERE id = $1');

describe('reference feed', () => {
  let server: TestDatabase;
  let database: Database;
  let viewer: string, friend: string, other: string, stranger: string;

  const user = async (username: string) => (await modelsOf(database).User.create({ username })).id;
  const write = async (author: string, shared: string | null = null) =>
    (await database.query(post, [author, shared, 'text']))[0]?.id ?? '';
  const read = async () =>
    (await referenceFeed(database, viewer, { first: 100 })).items.map(({ id, kind, sharedBy }) => [
      id,
      kind,
      sharedBy,
    ]);

  beforeEach(async () => {
    server = await testDatabase();
    database = server.open();
    [viewer, friend, other, stranger] = [await user('v'), await user('f'), await user('o'), await user('s')];
    for (const followeeId of [friend, other])
      await modelsOf(database).Follow.create({ followerId: viewer, followeeId });
  });
  afterEach(() => server.drop());

  it('shows own and followed posts, newest first, and no others', async () => {
    const [a, b] = [await write(friend), await write(viewer)];
    await write(stranger);
    assert.deepEqual(await read(), [
      [b, 'AUTHORED', null],
      [a, 'AUTHORED', null],
    ]);
  });

  it('shows a shared post once, at its earliest share', async () => {
    const original = await write(stranger);
    const share = await write(friend, original);
    await write(other, original);
    assert.deepEqual(await read(), [[share, 'SHARED', friend]]);
  });

  it('moves to the next share when the earliest is undone', async () => {
    const original = await write(stranger);
    const [first, second] = [await write(friend, original), await write(other, original)];
    await database.query(remove, [first]);
    assert.deepEqual(await read(), [[second, 'SHARED', other]]);
  });

  it('does not show a share of a post that is in the feed itself', async () => {
    const original = await write(friend);
    await write(other, original);
    assert.deepEqual(await read(), [[original, 'AUTHORED', null]]);
  });

  it('drops deleted posts together with their shares', async () => {
    const original = await write(stranger);
    await write(friend, original);
    await database.query(remove, [original]);
    assert.deepEqual(await read(), []);
  });

  it('leaves out muted and blocked accounts, as authors and as sharers', async () => {
    const original = await write(stranger);
    await write(friend, original);
    await write(other, await write(stranger));
    await modelsOf(database).Mute.create({ muterId: viewer, mutedId: friend });
    await modelsOf(database).Block.create({ blockerId: other, blockedId: viewer });
    assert.deepEqual(await read(), []);
  });

  it('does not show a followee sharing a post by a muted account', async () => {
    await write(friend, await write(stranger));
    await modelsOf(database).Mute.create({ muterId: viewer, mutedId: stranger });
    assert.deepEqual(await read(), []);
  });

  it('pages by keyset without gaps or repeats', async () => {
    const ids = [];
    for (let i = 0; i < 5; i += 1) ids.unshift(await write(friend));
    const first = await referenceFeed(database, viewer, { first: 2 });
    const rest = await referenceFeed(database, viewer, { first: 9, after: first.items[1]?.id ?? '' });
    assert.equal(first.hasNextPage, true);
    assert.equal(rest.hasNextPage, false);
    assert.deepEqual(
      [...first.items, ...rest.items].map(({ id }) => id),
      ids,
    );
  });
});
