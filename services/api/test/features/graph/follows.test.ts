import assert from 'node:assert/strict';
import { statement } from '@feed/store/postgres/statement';
import type { Database } from '@feed/store/postgres/queryable';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf, type Person } from '../../support/client.js';

const people = 'follower { id followingCount } followee { id followersCount }';
const followUser = `mutation ($id: ID!) { followUser(userId: $id) { success message errors following ${people} } }`;
const unfollowUser = `mutation ($id: ID!) { unfollowUser(userId: $id) { success message following ${people} } }`;
const pageOf = (field: string) => `query ($id: ID!, $first: Int, $after: String) {
  userById(id: $id) { page: ${field}(first: $first, after: $after) {
    edges { cursor node { id } } pageInfo { hasNextPage endCursor } } } }`;

const recorded = statement<{ kind: string; payload: { followerId: string; followeeId: string } }>(
  'test.recorded',
  "SELECT kind, payload FROM events WHERE payload->>'followerId' = $1 ORDER BY id",
);
const drift = statement<{ id: string }>(
  'test.drift',
  `SELECT id FROM users u WHERE
     followers_count <> (SELECT count(*) FROM follows WHERE followee_id = u.id) OR
     following_count <> (SELECT count(*) FROM follows WHERE follower_id = u.id)`,
);
const pretendFollowing = statement('test.following', 'UPDATE users SET following_count = $2 WHERE id = $1');

describe('follows', () => {
  let app: TestApp, client: Client, database: Database;
  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    database = app.database.open();
  });
  after(() => app.stop());

  const crowd = (count: number) => Promise.all(Array.from({ length: count }, () => client.register()));
  const follow = async (who: Person, id: string) =>
    (await client.data(followUser, { id }, who.token)).followUser;
  const unfollow = async (who: Person, id: string) =>
    (await client.data(unfollowUser, { id }, who.token)).unfollowUser;
  const page = async (field: string, who: Person, variables: object) =>
    (await client.data(pageOf(field), variables, who.token)).userById.page;
  const ids = ({ edges }: { edges: { node: { id: string } }[] }) => edges.map(({ node }) => node.id);

  it('begin once, end once, and are counted exactly', async () => {
    const [a, b] = (await crowd(2)) as [Person, Person];
    const first = await follow(a, b.id);
    assert.deepEqual(first, {
      success: true,
      message: `Now following ${b.username}`,
      errors: [],
      following: true,
      follower: { id: a.id, followingCount: 1 },
      followee: { id: b.id, followersCount: 1 },
    });
    assert.deepEqual(await follow(a, b.id), { ...first, message: `Already following ${b.username}` });
    const ended = await unfollow(a, b.id);
    assert.deepEqual([ended.success, ended.following, ended.followee.followersCount], [true, false, 0]);
    const again = await unfollow(a, b.id);
    assert.deepEqual([again.success, again.message], [true, `You were not following ${b.username}`]);
  });

  it('record an event for each change, and none without a change', async () => {
    const [a, b] = (await crowd(2)) as [Person, Person];
    await follow(a, b.id);
    await follow(a, b.id);
    await unfollow(a, b.id);
    const payload = { followerId: a.id, followeeId: b.id };
    assert.deepEqual(await database.query(recorded, [a.id]), [
      { kind: 'user.followed', payload },
      { kind: 'user.unfollowed', payload },
    ]);
  });

  it('are rejected for the caller’s own id, for unknown accounts, and anonymously', async () => {
    const [a] = (await crowd(1)) as [Person];
    const messageOf = async (id: string, token?: string) => {
      const { data } = await client.gql(followUser, { id }, token);
      assert.equal(data.followUser.success, false);
      return data.followUser.message;
    };
    assert.equal(await messageOf(a.id, a.token), 'You cannot follow yourself');
    for (const id of ['1', 'x', '9223372036854775808', '']) {
      assert.equal(await messageOf(id, a.token), 'User not found');
      assert.equal((await unfollow(a, id)).message, 'User not found');
    }
    assert.equal(await messageOf(a.id), 'Authentication required');
  });

  it('have a limit for each account', async () => {
    const [a, b] = (await crowd(2)) as [Person, Person];
    await database.query(pretendFollowing, [a.id, 5_000]);
    assert.equal((await follow(a, b.id)).message, 'You can have at most 5000 follows');
    await database.query(pretendFollowing, [a.id, 0]);
    assert.equal((await follow(a, b.id)).followee.followersCount, 1);
  });

  it('are listed newest first, page by page', async () => {
    const [star, ...fans] = (await crowd(4)) as [Person, Person, Person, Person];
    for (const fan of fans) await follow(fan, star.id);
    const newestFirst = fans.map(({ id }) => id).reverse();
    const first = await page('followersConnection', star, { id: star.id, first: 2 });
    assert.deepEqual([ids(first), first.pageInfo.hasNextPage], [newestFirst.slice(0, 2), true]);
    const rest = await page('followersConnection', star, {
      id: star.id,
      first: 2,
      after: first.pageInfo.endCursor,
    });
    assert.deepEqual([ids(rest), rest.pageInfo.hasNextPage], [newestFirst.slice(2), false]);
    assert.deepEqual(ids(await page('followingConnection', star, { id: fans[0].id })), [star.id]);
  });

  it('are listed as in the original api', async () => {
    const [star, fan] = (await crowd(2)) as [Person, Person];
    await follow(fan, star.id);
    const query = `query ($id: ID!) { userById(id: $id) {
      followers(limit: 1) { createdAt follower { id } followee { id } } following { followee { id } } } }`;
    const { userById } = await client.data(query, { id: star.id }, fan.token);
    const [{ createdAt, ...entry }] = userById.followers;
    assert.deepEqual(entry, { follower: { id: fan.id }, followee: { id: star.id } });
    assert.ok(Math.abs(Date.now() - Date.parse(createdAt)) < 60_000);
    assert.deepEqual(userById.following, []);
  });

  it('are not shown to anonymous readers', async () => {
    const [star] = (await crowd(1)) as [Person];
    const query = `{ searchUsers(query: "${star.username}") { followers { createdAt } } }`;
    assert.equal((await client.gql(query)).errors?.[0]?.extensions.code, 'UNAUTHENTICATED');
  });

  it('survive many concurrent changes: every count is right and nothing deadlocks', async () => {
    const persons = await crowd(5);
    const anyOf = () => persons[Math.floor(Math.random() * persons.length)] as Person;
    const strike = async () => {
      const [who, whom] = [anyOf(), anyOf()];
      const field = ['followUser', 'followUser', 'unfollowUser', 'blockUser', 'unblockUser'][
        Math.floor(Math.random() * 5)
      ];
      const query = `mutation ($id: ID!) { done: ${field}(userId: $id) { success message } }`;
      const { done } = await client.data(query, { id: whom.id }, who.token);
      const refusals = ['User not found', 'You cannot follow yourself', 'You cannot block yourself'];
      assert.ok(done.success || refusals.includes(done.message), done.message);
    };
    for (let round = 0; round < 12; round += 1) await Promise.all(Array.from({ length: 20 }, strike));
    assert.deepEqual(await database.query(drift), []);
    // A deadlock would have been retried unnoticed.
    assert.doesNotMatch(await app.context.metrics.text(), /^db_client_errors_total\{.*\} [1-9]/m);
  });
});
