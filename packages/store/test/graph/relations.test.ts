import assert from 'node:assert/strict';
import type { Database } from '../../src/postgres/database.js';
import { blockedUsers } from '../../src/safety/blocks/reads.js';
import { block, unblock } from '../../src/safety/blocks/writes.js';
import { followsOf } from '../../src/graph/follows/reads.js';
import { follow as insertFollow, unfollow as endFollow } from '../support/writes.js';
import { lockPair, type Pair } from '../../src/graph/pair.js';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { modelsOf } from '../../src/postgres/models/models.js';

describe('relations', () => {
  let server: TestDatabase, database: Database;
  let ada: string, ben: string, cleo: string;
  before(async () => {
    server = await testDatabase();
    database = server.open();
  });
  after(() => server.drop());
  beforeEach(async () => {
    const user = async () => (await modelsOf(database).User.create({ username: `u${Math.random()}` })).id;
    [ada, ben, cleo] = [await user(), await user(), await user()];
  });

  const under = <T>(pair: Pair, change: typeof block): Promise<T> =>
    database.transaction(async (tx) => {
      assert.ok(await lockPair(tx, pair));
      return (await change(tx, pair)) as T;
    });
  const follow = (actorId: string, targetId: string) => insertFollow(database, { actorId, targetId });
  const unfollow = (actorId: string, targetId: string) => endFollow(database, { actorId, targetId });
  const counts = async (id: string) => {
    const user = await modelsOf(database).User.findOne({ where: { id } });
    return [user?.followersCount, user?.followingCount];
  };
  const followersOf = async (viewerId: string, ownerId: string) =>
    (await followsOf(database, viewerId, 'followers', [ownerId], { first: 10 })).map(({ user }) => user.id);

  it('store and count a follow once, even when it is repeated at the same time', async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => follow(ada, ben)));
    assert.equal(results.filter(Boolean).length, 1);
    assert.deepEqual(
      [await counts(ada), await counts(ben)],
      [
        [0, 1],
        [1, 0],
      ],
    );
    const ended = await Promise.all(Array.from({ length: 8 }, () => unfollow(ada, ben)));
    assert.equal(ended.filter(Boolean).length, 1);
    assert.deepEqual(
      [await counts(ada), await counts(ben)],
      [
        [0, 0],
        [0, 0],
      ],
    );
  });

  it('lock both accounts or none', async () => {
    await database.transaction(async (tx) => {
      assert.equal(await lockPair(tx, { actorId: ben, targetId: ada }), true);
      assert.equal(await lockPair(tx, { actorId: ada, targetId: '1' }), false);
      assert.equal(await lockPair(tx, { actorId: ada, targetId: ada }), false);
    });
  });

  it('end with a block, which is new only once and prevents new follows', async () => {
    await follow(ben, ada);
    const blocks = () => under<boolean>({ actorId: ada, targetId: ben }, block);
    assert.deepEqual([await blocks(), await blocks()], [true, false]);
    assert.deepEqual(await followersOf(ben, ada), []);
    assert.deepEqual([await follow(ada, ben), await follow(ben, ada)], [false, false]);
    assert.deepEqual(
      [await counts(ada), await counts(ben)],
      [
        [0, 0],
        [0, 0],
      ],
    );
    await database.transaction((tx) => unblock(tx, { actorId: ada, targetId: ben }));
    assert.equal(await follow(ben, ada), true);
  });

  it('contain no follow after a block, whichever comes first', async () => {
    for (let i = 0; i < 30; i += 1) {
      await Promise.all([follow(ben, ada), under({ actorId: ada, targetId: ben }, block), follow(ada, ben)]);
      assert.deepEqual(
        [await counts(ada), await counts(ben)],
        [
          [0, 0],
          [0, 0],
        ],
      );
      await database.transaction((tx) => unblock(tx, { actorId: ada, targetId: ben }));
    }
  });

  it('are listed without the accounts that the viewer may not see, as entries and as owners', async () => {
    await follow(ada, cleo);
    await follow(ben, cleo);
    assert.deepEqual(await followersOf(cleo, cleo), [ben, ada]);
    await under({ actorId: ada, targetId: ben }, block);
    assert.deepEqual(await followersOf(ada, cleo), [ada]);
    assert.deepEqual(await followersOf(ben, cleo), [ben]);
    await under({ actorId: cleo, targetId: ada }, block);
    assert.deepEqual(await followersOf(ada, cleo), []);
    assert.deepEqual(
      (await blockedUsers(database, cleo, { first: 5 })).items.map(({ id }) => id),
      [ada],
    );
  });
});
