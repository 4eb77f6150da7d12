import assert from 'node:assert/strict';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import type { Change } from '../../src/journal/changes.js';
import { createJournal, type Journal } from '../../src/journal/journal.js';
import { contentsStatement } from '../../src/feed/memory/contents.js';
import { decideStatement } from '../../src/feed/memory/decide.js';
import type { Database } from '../../src/postgres/database.js';
import * as visibility from '../../src/visibility.js';

/** The statements that fill memory, with values of the right types. */
const fills = [
  decideStatement.text
    .replaceAll('$1', "'{1}'")
    .replaceAll('$2', "'{20}'")
    .replaceAll('$3', '3')
    .replaceAll('$4', '500'),
  contentsStatement.text.replaceAll('$1', "'{1}'"),
];

/** Every rule about posts and accounts, with arguments that read no table. */
const post = '(SELECT 1::bigint AS author_id, 1::bigint AS shared_post_id, now() AS deleted_at) p';
const rules: Readonly<Record<string, string>> = {
  visibleAccount: visibility.visibleAccount('1::bigint', '2::bigint'),
  visiblePost: visibility.visiblePost('1::bigint', 'p'),
  postOfVisibleAccount: visibility.postOfVisibleAccount('p'),
  publicPost: visibility.publicPost('p'),
  visibleShare: visibility.visibleShare('1::bigint', 'p'),
  visibleComment: visibility.visibleComment('1::bigint', 'p'),
  visibleCommentOn: visibility.visibleCommentOn('1::bigint', 'p', 'p'),
  visibleBehindBlock: visibility.visibleBehindBlock('1::bigint', 'p'),
  blockOf: `${visibility.blockOf('1::bigint', '2::bigint')} IS NOT NULL`,
  muteOf: `${visibility.muteOf('1::bigint', '2::bigint')} IS NOT NULL`,
  eligibleAccount: visibility.eligibleAccount('1::bigint', '2::bigint'),
  ineligibleAccounts: `1 IN (${visibility.ineligibleAccounts('1::bigint')})`,
};

const columnsOf = (view: string): string => `
  SELECT DISTINCT c.relname AS table, c.relname || '.' || a.attname AS name
  FROM pg_depend d JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
    JOIN pg_class c ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
  WHERE r.ev_class = '${view}'::regclass ORDER BY 1`;

/** Functions whose result changes although no row does, and settings that read as functions. */
const changing =
  /\b(now|random|\w+_timestamp|timeofday|current_(date|time|setting|user|role)|local(time)?)\b/i;

const accounts = { first: '(SELECT min(id) FROM users)', last: '(SELECT max(id) FROM users)' };

/** An SQL expression for another value of each column that fills read. */
const changes: Readonly<Record<string, string>> = {
  'users.id': 'id + 1',
  'users.username': "username || 'x'",
  'users.first_name': "first_name || 'x'",
  'users.last_name': "last_name || 'x'",
  'users.avatar_url': "'https://example.org/x'",
  'users.is_verified': 'NOT is_verified',
  'posts.id': 'id + 1',
  'posts.author_id': accounts.last,
  'posts.shared_post_id': '(SELECT min(id) FROM posts)',
  'posts.title': "'another title'",
  'posts.content': "content || 'x'",
  'posts.media_file': "'x.png'",
  'posts.media_type': "'image'",
  'posts.updated_at': 'now()',
  'posts.like_count': 'like_count + 1',
  'posts.comment_count': 'comment_count + 1',
  'posts.share_count': 'share_count + 1',
  'posts.deleted_at': 'now()',
  'post_likes.post_id': '(SELECT max(id) FROM posts)',
  'post_likes.user_id': accounts.last,
  'follows.follower_id': accounts.last,
  'follows.followee_id': accounts.last,
  'mutes.muter_id': accounts.last,
  'mutes.muted_id': accounts.last,
  'blocks.blocker_id': accounts.last,
  'blocks.blocked_id': accounts.last,
};

const inserts: Readonly<Record<string, string>> = {
  users: "INSERT INTO users (username) VALUES ('ann'), ('bob'), ('cat')",
  posts: `INSERT INTO posts (author_id, content) SELECT ${accounts.first}, 'text' FROM generate_series(1, 2)`,
  post_likes: `INSERT INTO post_likes (post_id, user_id) SELECT min(id), ${accounts.first} FROM posts`,
  ...Object.fromEntries(
    ['follows', 'mutes', 'blocks'].map((table) => [
      table,
      `INSERT INTO ${table} SELECT ${accounts.first}, id FROM users ORDER BY id OFFSET 1 LIMIT 1`,
    ]),
  ),
};

/** The row of each table that is changed: the last one, which nothing refers to. */
const target = (table: string): string =>
  table === 'users' || table === 'posts' ? `id = (SELECT max(id) FROM ${table})` : 'true';

describe('what feeds in memory read', () => {
  let server: TestDatabase, owner: Database, journal: Journal;
  const heard: string[] = [];
  const run = (sql: string) => owner.withClient((client) => client.query(sql));
  const listen = (changed: readonly Change[]) => heard.push(...changed.map(({ kind }) => kind));
  const heardOf = async (sql: string): Promise<string[]> => {
    heard.length = 0;
    await run(sql);
    await journal.sync();
    return [...heard];
  };
  /** Creates a view of each query. @returns the columns and tables that they read, and how Postgres writes them */
  const read = async (queries: readonly string[]) => {
    const [names, tables, texts] = [new Set<string>(), new Set<string>(), new Array<string>()];
    for (const sql of queries) {
      await run(`CREATE OR REPLACE VIEW read AS ${sql}`);
      const { rows } = await run(columnsOf('read'));
      for (const { name, table } of rows as { name: string; table: string }[]) {
        names.add(name);
        tables.add(table);
      }
      const [text] = (await run("SELECT pg_get_viewdef('read'::regclass) AS text")).rows as {
        text: string;
      }[];
      texts.push(text?.text ?? '');
      await run('DROP VIEW read');
    }
    return { names: [...names].toSorted(), tables: [...tables].toSorted(), texts };
  };

  before(async () => {
    server = await testDatabase();
    owner = server.openOwner();
    const listener = { apply: listen, forget: (reason: string) => void heard.push(reason) };
    journal = createJournal({ database: server.open(), listener, idleMs: 1e9 });
  });
  beforeEach(async () => {
    await run('TRUNCATE users CASCADE');
    for (const sql of Object.values(inserts)) await run(sql);
    await journal.sync();
  });
  after(async () => {
    journal.close();
    await server.drop();
  });

  it('is known column by column', async () => {
    assert.deepEqual((await read(fills)).names, Object.keys(changes).toSorted());
  });

  it('changes only when rows do, not as time passes', async () => {
    for (const text of (await read(fills)).texts) assert.doesNotMatch(text, changing);
    assert.match((await read(['SELECT id FROM users WHERE updated_at < now()'])).texts.join(), changing);
  });

  it('is written as the statements say: no trigger changes rows on their way', async () => {
    const { rows } = await run(
      'SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 66 <> 0',
    );
    assert.deepEqual(rows, []);
  });

  for (const [column, value] of Object.entries(changes)) {
    const [table = '', name = ''] = column.split('.');
    it(`is heard of when ${column} changes, and not when it is written as it was`, async () => {
      assert.notDeepEqual(await heardOf(`UPDATE ${table} SET ${name} = ${value} WHERE ${target(table)}`), []);
      assert.deepEqual(await heardOf(`UPDATE ${table} SET ${name} = ${name}`), []);
    });
  }

  for (const table of ['posts', 'post_likes', 'follows', 'mutes', 'blocks'])
    it(`is heard of when a row of ${table} is inserted, deleted or truncated`, async () => {
      assert.notDeepEqual(await heardOf(`DELETE FROM ${table}`), []);
      if (table === 'post_likes') await run(inserts.posts ?? '');
      assert.notDeepEqual(await heardOf(inserts[table] ?? ''), []);
      assert.deepEqual(await heardOf(`TRUNCATE ${table} CASCADE`), ['everything']);
    });

  it('is heard of in a session that poses as a replica, and with any search path', async () => {
    const like = inserts.post_likes?.replaceAll(/(INTO|FROM) (\w+)/g, '$1 public.$2');
    for (const setting of ["session_replication_role = 'replica'", "search_path = ''"]) {
      await run('DELETE FROM post_likes');
      await journal.sync();
      assert.deepEqual(await heardOf(`BEGIN; SET LOCAL ${setting}; ${like}; COMMIT`), ['liked'], setting);
    }
    await run('DELETE FROM post_likes');
    await journal.sync();
    const hidden = 'CREATE TEMP TABLE feed_changes (LIKE public.feed_changes INCLUDING ALL) ON COMMIT DROP';
    assert.deepEqual(await heardOf(`BEGIN; ${hidden}; ${like}; COMMIT`), ['liked']);
  });

  describe('by the rules of visibility', () => {
    it('is declared, table by table', async () => {
      const functions = Object.entries(visibility).flatMap(([name, each]) =>
        typeof each === 'function' ? [name] : [],
      );
      // It repeats the rule about blocks in a function of the schema, into which the catalogue does not look.
      const seen = functions.filter((name) => name !== 'notBlockedNow');
      assert.deepEqual(Object.keys(rules).toSorted(), seen.toSorted());
      const queries = Object.values(rules).map((rule) => `SELECT FROM ${post} WHERE ${rule}`);
      assert.deepEqual((await read(queries)).tables, Object.keys(visibility.journaledAs).toSorted());
    });

    for (const [table, kind] of Object.entries(visibility.journaledAs))
      it(`is journaled with the kind that ${table} declares`, async () => {
        assert.deepEqual([...new Set(await heardOf(`DELETE FROM ${table}`))], [kind]);
        assert.deepEqual([...new Set(await heardOf(inserts[table] ?? ''))], [kind]);
      });
  });
});
