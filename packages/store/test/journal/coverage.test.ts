import assert from 'node:assert/strict';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import type { Change } from '../../src/journal/changes.js';
import { createJournal, type Journal } from '../../src/journal/journal.js';
import { contentsStatement } from '../../src/feed/memory/contents.js';
import { decideStatement } from '../../src/feed/memory/decide.js';
import type { Database } from '../../src/postgres/database.js';

/** What fills memory, with values of the right types. */
const fills = [
  decideStatement.text
    .replaceAll('$1', '1::bigint')
    .replaceAll('$2', '20')
    .replaceAll('$3', '3')
    .replaceAll('$4', '500'),
  contentsStatement.text.replaceAll('$1', "'{1}'"),
];

const columnsOf = (view: string): string => `
  SELECT DISTINCT c.relname || '.' || a.attname AS name
  FROM pg_depend d JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
    JOIN pg_class c ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
  WHERE r.ev_class = '${view}'::regclass ORDER BY 1`;

const accounts = { first: '(SELECT min(id) FROM users)', last: '(SELECT max(id) FROM users)' };

/** An SQL expression for another value of each column that fills read. */
const changes: Readonly<Record<string, string>> = {
  'users.id': 'id + 1',
  'users.username': "username || 'x'",
  'users.first_name': "first_name || 'x'",
  'users.last_name': "last_name || 'x'",
  'users.avatar_url': "'https://example.org/x'",
  'posts.id': 'id + 1',
  'posts.author_id': accounts.last,
  'posts.shared_post_id': '(SELECT min(id) FROM posts)',
  'posts.content': "content || 'x'",
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

const rows: readonly string[] = [
  "INSERT INTO users (username) VALUES ('ann'), ('bob'), ('cat')",
  `INSERT INTO posts (author_id, content) SELECT ${accounts.first}, 'text' FROM generate_series(1, 2)`,
  `INSERT INTO post_likes (post_id, user_id) SELECT min(id), ${accounts.first} FROM posts`,
  ...['follows', 'mutes', 'blocks'].map(
    (table) => `INSERT INTO ${table} SELECT ${accounts.first}, id FROM users ORDER BY id OFFSET 1 LIMIT 1`,
  ),
];

/** The row of each table that is changed: the last one, which nothing refers to. */
const target = (table: string): string => {
  if (table === 'users' || table === 'posts') return `id = (SELECT max(id) FROM ${table})`;
  return 'true';
};

describe('what feeds in memory read', () => {
  let server: TestDatabase, database: Database, journal: Journal;
  const heard: string[] = [];
  const run = (sql: string) => database.withClient((client) => client.query(sql));
  const listen = (changed: readonly Change[]) => heard.push(...changed.map(({ kind }) => kind));
  const heardOf = async (sql: string): Promise<string[]> => {
    heard.length = 0;
    await run(sql);
    await journal.sync();
    return [...heard];
  };
  before(async () => {
    server = await testDatabase();
    database = server.open();
    const listener = { apply: listen, forget: (reason: string) => void heard.push(reason) };
    journal = createJournal({ database, listener, idleMs: 1e9 });
  });
  beforeEach(async () => {
    await run('TRUNCATE users CASCADE');
    for (const sql of rows) await run(sql);
    await journal.sync();
  });
  after(async () => {
    journal.close();
    await server.drop();
  });

  const read = async (): Promise<string[]> => {
    const names = new Set<string>();
    for (const [at, sql] of fills.entries()) {
      await run(`CREATE OR REPLACE VIEW fill_${at} AS ${sql}`);
      for (const { name } of (await run(columnsOf(`fill_${at}`))).rows as { name: string }[]) names.add(name);
    }
    await run('DROP VIEW fill_0, fill_1');
    return [...names].toSorted();
  };

  it('is known column by column', async () => {
    assert.deepEqual(await read(), Object.keys(changes).toSorted());
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
      const insert = rows.find((sql) => sql.includes(`INTO ${table} `)) ?? '';
      assert.notDeepEqual(await heardOf(`DELETE FROM ${table}`), []);
      if (table === 'post_likes') await run(rows[1] ?? '');
      assert.notDeepEqual(await heardOf(insert), []);
      assert.deepEqual(await heardOf(`TRUNCATE ${table} CASCADE`), ['everything']);
    });
});
