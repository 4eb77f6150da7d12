import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { statement, type Database } from '../../src/postgres/database.js';
import { idTime } from '../../src/postgres/ids.js';
import { Faults } from '../../src/import/faults.js';
import { importNetwork, type ImportOptions } from '../../src/import/network.js';
import type { Rows } from '../../src/import/rows.js';
import { counterDrift } from '../../src/upkeep/verify/counter-drift.js';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';

const day = Date.UTC(2024, 0, 1);
const user = (id: string, line = 1, extra: Partial<Rows['users']> = {}): Rows['users'] => ({
  ...{ line, id, username: `name_${id}`, first_name: 'A', last_name: '', bio: 'tab\tback\\slash\nline' },
  ...{ avatar_url: null, password_hash: null, at: day, ...extra },
});
const follow = (follower_id: string, followee_id: string, line = 1) => ({
  line,
  follower_id,
  followee_id,
  at: day,
});
const post = (id: string, author_id: string, at = day, shared_post_id: string | null = null) => ({
  ...{ line: 1, id, author_id, shared_post_id, content: `post ${id}`, at },
});
const like = (user_id: string, post_id: string, line = 1) => ({ line, user_id, post_id, at: day });
const comment = (id: string, post_id: string, author_id: string) => ({
  ...{ line: 1, id, post_id, author_id, content: '\\N', at: day },
});

const rowsOf = (rows: { [K in keyof Rows]?: Rows[K][] }) =>
  Object.fromEntries(
    Object.entries(rows).map(([kind, list]) => [kind, () => list]),
  ) as ImportOptions['source'];

describe('the import of a network', () => {
  let server: TestDatabase, database: Database;
  beforeEach(async () => {
    server = await testDatabase();
    database = server.openOwner();
  });
  afterEach(() => server.drop());

  const all = <Row>(sql: string) => database.query(statement<Row>(`test.${sql.slice(0, 55)}`, sql));
  const bring = (rows: { [K in keyof Rows]?: Rows[K][] }, options: Partial<ImportOptions> = {}) =>
    importNetwork(database, { source: rowsOf(rows), faults: new Faults(), fanOutThreshold: 10, ...options });
  const faultsOf = async (rows: { [K in keyof Rows]?: Rows[K][] }) => {
    const faults = new Faults();
    await assert.rejects(bring(rows, { faults }), { code: 'INVALID_INPUT' });
    return faults.examples.map(({ kind, line, reason, value }) => [kind, line, reason, value]);
  };

  it('stores every kind of row, with ids in the order of time and correct counters', async () => {
    const counts = await bring({
      users: [user('a'), user('b'), user('c', 1, { at: day - 5000 })],
      follows: [follow('a', 'b'), follow('c', 'b')],
      posts: [post('p2', 'a', day + 2), post('p1', 'b', day + 1), post('s', 'c', day + 3, 'p1')],
      comments: [comment('k', 'p1', 'a')],
      likes: [like('a', 'p1'), like('b', 'p1'), like('a', 'p2')],
    });
    assert.deepEqual(counts, { users: 3, follows: 2, posts: 3, comments: 1, likes: 3 });
    const posts = await all<{ id: string; content: string }>('SELECT id, content FROM posts ORDER BY id');
    assert.deepEqual(
      posts.map(({ content }) => content),
      ['post p1', 'post p2', 'post s'],
    );
    assert.deepEqual(
      posts.map(({ id }) => idTime(id).getTime()),
      [day + 1, day + 2, day + 3],
    );
    const [first] = await all<{ bio: string; username: string }>(
      'SELECT bio, username FROM users ORDER BY id',
    );
    assert.deepEqual(first, { bio: 'tab\tback\\slash\nline', username: 'name_c' });
    assert.deepEqual(await all('SELECT content FROM comments'), [{ content: '\\N' }]);
    assert.deepEqual(await all("SELECT followers_count AS n FROM users WHERE username = 'name_b'"), [
      { n: 2 },
    ]);
    assert.deepEqual(await drift(), []);
  });

  const drift = async () => {
    const drifted: string[] = [];
    for await (const step of counterDrift(database)) drifted.push(...step.drifted);
    return drifted;
  };

  it('imports nothing when a single row is invalid, and says where each one is', async () => {
    await bring({ users: [user('old', 1, { username: 'Taken' })] });
    const faults = await faultsOf({
      users: [user('a', 2), user('b', 3, { username: 'taken' }), user('a', 4, { username: 'NAME_A' })],
      follows: [follow('a', 'a', 2), follow('a', 'ghost', 3), follow('a', 'b', 4), follow('a', 'b', 5)],
      posts: [post('p', 'a'), post('q', 'ghost'), post('p', 'a')],
      comments: [comment('k', 'ghost', 'a'), comment('k', 'p', 'ghost')],
      likes: [like('a', 'p', 2), like('a', 'p', 3), like('ghost', 'r', 4)],
    });
    assert.deepEqual(faults, [
      ['users', 4, 'id repeats an earlier row', 'a'],
      ['users', 4, 'username repeats an earlier row', 'name_a'],
      ['users', 3, 'username belongs to an existing account', 'taken'],
      ['follows', 3, 'followee_id is not in users', 'ghost'],
      ['follows', 2, 'an account cannot follow itself', 'a'],
      ['follows', 5, 'the follow repeats an earlier row', 'a b'],
      ['posts', 1, 'id repeats an earlier row', 'p'],
      ['posts', 1, 'author_id is not in users', 'ghost'],
      ['comments', 1, 'id repeats an earlier row', 'k'],
      ['comments', 1, 'post_id is not in posts', 'ghost'],
      ['comments', 1, 'author_id is not in users', 'ghost'],
      ['likes', 4, 'user_id is not in users', 'ghost'],
      ['likes', 4, 'post_id is not in posts', 'r'],
      ['likes', 3, 'the like repeats an earlier row', 'a p'],
    ]);
    assert.deepEqual(await all('SELECT username FROM users'), [{ username: 'Taken' }]);
  });

  it('counts all invalid rows and keeps a few', async () => {
    const faults = new Faults(3);
    const likes = Array.from({ length: 50 }, (_, at) => like('ghost', 'p', at + 2));
    await assert.rejects(bring({ users: [user('a')], posts: [post('p', 'a')], likes }, { faults }));
    assert.deepEqual(faults.counts, [
      { kind: 'likes', reason: 'user_id is not in users', count: 50 },
      { kind: 'likes', reason: 'the like repeats an earlier row', count: 49 },
    ]);
    assert.equal(faults.examples.length, 6);
    assert.equal(faults.total, 99);
  });

  it('leaves nothing behind when the rows end in the middle', async () => {
    const source = {
      ...rowsOf({ users: [user('a')] }),
      *posts() {
        yield post('p', 'a');
        throw new Error('the file was taken away');
      },
    };
    await assert.rejects(bring({}, { source }), /taken away|INTERNAL|Unexpected/);
    assert.deepEqual(await all('SELECT id FROM users'), []);
    assert.deepEqual(await all("SELECT relname FROM pg_class WHERE relname LIKE 'import%'"), []);
  });

  it('skips repeated follows when asked to, and reports the first of them and their number', async () => {
    const follows = [1, 2, 3, 4].map((line) => follow('a', 'b', line));
    const skipped = new Faults(2);
    assert.equal((await bring({ users: [user('a'), user('b')], follows }, { skipped })).follows, 1);
    assert.deepEqual(await drift(), []);
    const reason = 'the follow repeats an earlier one';
    assert.deepEqual(skipped.counts, [{ kind: 'follows', reason, count: 3 }]);
    assert.deepEqual(
      skipped.examples,
      [2, 3].map((line) => ({ kind: 'follows', line, reason, value: 'a b' })),
    );
  });

  it('shortens an invalid value between characters', async () => {
    const long = '😀'.repeat(70);
    const found = await faultsOf({ users: [user('a')], posts: [post('p', long)] });
    assert.deepEqual(
      found.map(([, , , value]) => value),
      [`${'😀'.repeat(60)}…`],
    );
  });

  it('marks authors above the threshold and makes cached timelines stale', async () => {
    const [before] = await all<{ epoch: string }>('SELECT epoch FROM feed_state');
    const ids = ['a', 'b', 'c', 'd'];
    const follows = [
      follow('b', 'a'),
      follow('c', 'a'),
      follow('d', 'a'),
      follow('a', 'b'),
      follow('c', 'b'),
    ];
    await bring({ users: ids.map((id) => user(id)), follows }, { fanOutThreshold: 2 });
    assert.deepEqual(await all('SELECT username FROM users WHERE merge_on_read'), [{ username: 'name_a' }]);
    const [after] = await all<{ epoch: string }>('SELECT epoch FROM feed_state');
    assert.equal(BigInt(after?.epoch ?? 0), BigInt(before?.epoch ?? 0) + 1n);
  });

  it('never allocates an id twice, whatever exists in that millisecond', async () => {
    await bring({ users: [user('a')], posts: [post('1', 'a'), post('2', 'a')] });
    await all("SELECT setval('id_sequence', 0, false)");
    await bring({ users: [user('b')], posts: ['1', '2', '3'].map((id) => post(id, 'b')) });
    assert.equal((await all('SELECT DISTINCT id FROM posts')).length, 5);
    assert.equal((await all('SELECT DISTINCT id FROM users')).length, 2);
  });

  it('writes the new id of each outside id', async () => {
    const target = new PassThrough();
    const written = text(target);
    await bring(
      { users: [user('a "quoted"', 1, { username: 'quoted' })], posts: [post('p', 'a "quoted"')] },
      { mapping: () => target },
    );
    const [row] = await all<{ id: string; author_id: string }>('SELECT id, author_id FROM posts');
    const lines = ['kind,outside_id,id', `user,"a ""quoted""",${row?.author_id}`, `post,p,${row?.id}`];
    assert.equal(await written, `${lines.join('\n')}\n`);
  });
});
