import assert from 'node:assert/strict';
import { statement, type Database } from '../../src/postgres/database.js';
import { Faults } from '../../src/import/faults.js';
import { importNetwork, type ImportOptions } from '../../src/import/network.js';
import type { Rows } from '../../src/import/rows.js';
import { counterDrift } from '../../src/upkeep/verify/counter-drift.js';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';

const day = Date.UTC(2024, 0, 1);
const user = (id: string, extra: Partial<Rows['users']> = {}): Rows['users'] => ({
  ...{ line: 1, id, username: `name_${id}`, first_name: 'A', last_name: '', bio: '' },
  ...{ avatar_url: null, password_hash: null, at: day, ...extra },
});
const post = (id: string, shared: string | null = null, line = 1): Rows['posts'] => ({
  ...{ line, id, author_id: 'a', shared_post_id: shared, content: id, at: day },
});
const comment = (id: string, parent_id: string | null = null, post_id = 'p'): Rows['comments'] => ({
  ...{ line: 1, id, post_id, author_id: 'a', parent_id, content: id, at: day },
});
const like = (user_id: string, comment_id: string, line = 1) => ({ line, user_id, comment_id, at: day });

describe('the import of what only a database has', () => {
  let server: TestDatabase, database: Database;
  beforeEach(async () => {
    server = await testDatabase();
    database = server.openOwner();
  });
  afterEach(() => server.drop());

  const all = <Row>(sql: string) => database.query(statement<Row>(`test.${sql.slice(0, 55)}`, sql));
  const bring = (rows: { [K in keyof Rows]?: Rows[K][] }, options: Partial<ImportOptions> = {}) => {
    const source = Object.fromEntries(Object.entries(rows).map(([kind, list]) => [kind, () => list]));
    return importNetwork(database, { source, faults: new Faults(), fanOutThreshold: 10, ...options });
  };
  const faultsOf = async (rows: { [K in keyof Rows]?: Rows[K][] }) => {
    const faults = new Faults();
    await assert.rejects(bring(rows, { faults }), { code: 'INVALID_INPUT' });
    return faults.examples.map(({ kind, reason, value }) => [kind, reason, value]);
  };

  it('stores replies, likes of comments and every column, with correct counters', async () => {
    const counts = await bring({
      users: [user('a', { email: 'A@example.com', is_verified: true, updated_at: day + 5 }), user('b')],
      posts: [{ ...post('p'), title: 'T', media_type: 'image', media_file: 'https://x.example/1' }],
      comments: [comment('c2', 'c1'), comment('c1'), comment('c3', 'c2'), comment('c4', 'c1')],
      comment_likes: [like('a', 'c1'), like('b', 'c1')],
    });
    assert.equal(counts.comment_likes, 2);
    assert.deepEqual(
      await all('SELECT email, is_verified, updated_at FROM users ORDER BY email NULLS LAST LIMIT 1'),
      [{ email: 'A@example.com', is_verified: true, updated_at: new Date(day + 5) }],
    );
    assert.deepEqual(
      await all('SELECT title, media_type, media_file, updated_at, comment_count FROM posts'),
      [
        {
          ...{ title: 'T', media_type: 'image', media_file: 'https://x.example/1' },
          ...{ updated_at: null, comment_count: 4 },
        },
      ],
    );
    assert.deepEqual(
      await all(`SELECT c.content, p.content AS parent, c.reply_count AS replies, c.like_count AS likes
                 FROM comments c LEFT JOIN comments p ON p.id = c.parent_id ORDER BY 1`),
      [
        { content: 'c1', parent: null, replies: 2, likes: 2 },
        { content: 'c2', parent: 'c1', replies: 1, likes: 0 },
        { content: 'c3', parent: 'c2', replies: 0, likes: 0 },
        { content: 'c4', parent: 'c1', replies: 0, likes: 0 },
      ],
    );
    for await (const { drifted } of counterDrift(database)) assert.deepEqual(drifted, []);
  });

  it('rejects what contradicts itself or what is stored', async () => {
    await bring({ users: [user('old', { email: 'taken@example.com' })] });
    assert.deepEqual(
      await faultsOf({
        users: [
          user('a', { email: 'one@example.com' }),
          user('b', { email: 'ONE@example.com' }),
          user('c', { email: 'Taken@example.com' }),
        ],
        posts: [post('p'), post('q'), post('s1', 'p'), post('s2', 'p', 2), post('s3', 's1')],
        comments: [
          ...[comment('c1'), comment('c2', 'ghost'), comment('c3', 'c1', 'q'), comment('c7', 'c2')],
          ...[comment('c4', 'c4'), comment('c5', 'c6'), comment('c6', 'c5')].map((each, line) => ({
            ...each,
            line,
          })),
        ],
        comment_likes: [like('a', 'c1'), like('a', 'c1', 2), like('a', 'nothing'), like('ghost', 'c1')],
      }),
      [
        ['users', 'email repeats an earlier row', 'one@example.com'],
        ['users', 'email belongs to an existing account', 'Taken@example.com'],
        ['posts', 'a share cannot be shared', 's1'],
        ['posts', 'the share repeats an earlier row', 'a p'],
        ['comments', 'parent_id is not in comments', 'ghost'],
        ['comments', 'parent_id is of another post', 'c1'],
        ...['c4', 'c5', 'c6'].map((id) => [
          ...['comments', 'the comment is a reply to itself, or to a reply to it', id],
        ]),
        ['comment_likes', 'user_id is not in users', 'ghost'],
        ['comment_likes', 'comment_id is not in comments', 'nothing'],
        ['comment_likes', 'the like repeats an earlier row', 'a c1'],
      ],
    );
  });

  it('stores nothing when it only checks', async () => {
    const counts = await bring({ users: [user('a')], posts: [post('p')] }, { checkOnly: true });
    assert.deepEqual([counts.users, counts.posts], [1, 1]);
    assert.deepEqual(await all('SELECT id FROM users UNION ALL SELECT id FROM posts'), []);
  });
});
