import { patience } from '@feed/testkit/patience';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { statement, type Database } from '@feed/store/postgres/database';
import type { Directory } from '../support/files.js';
import { importSetup } from '../support/import.js';
import { run } from '../support/run.js';

const at = '2024-03-01T10:00:00Z';
const good = {
  'users.csv': `id,username,display_name,bio,avatar_url,created_at
u-1,ada,Ada King Lovelace,"says ""hi"",
twice",https://img.example/1.png,${at}
u-2,bob,Bob,,,2024-03-01 11:00:00+01:00
`,
  'follows.csv': `follower_id,followee_id,created_at\nu-1,u-2,${at}\n`,
  'posts.csv': `created_at,id,author_id,body,colour\r\n${at},p,u-2,"line\nbreak",red\r\n`,
  'comments.csv': `id,post_id,author_id,body,created_at\nc,p,u-1,nice,2024-03-02\n`,
  'likes.csv': `\ufeffuser_id,post_id,created_at\nu-1,p,${at}\n`,
};

interface Faulty {
  imported: boolean;
  faults: { total: number; examples: { file: string; line: number; reason: string; value: string }[] };
}

describe('feedctl import', () => {
  let database: Database, directory: Directory, env: NodeJS.ProcessEnv, remove: () => Promise<void>;
  beforeEach(async () => {
    ({ database, directory, env, remove } = await importSetup());
    for (const [name, content] of Object.entries(good)) directory.write(name, content);
  });
  afterEach(() => remove());
  const all = <Row>(sql: string) => database.query(statement<Row>(`test.${sql.slice(0, 55)}`, sql));
  const invalidRows = async (...args: string[]) => {
    const { code, stdout } = await run(['import', ...args, '--json'], env);
    assert.equal(code, 1);
    const { imported, faults } = JSON.parse(stdout) as Faulty;
    assert.equal(imported, false);
    assert.deepEqual(await all('SELECT id FROM users'), []);
    return faults.examples.map(({ file, line, reason }) => `${file}:${line}: ${reason}`);
  };

  it('imports a directory of CSV files, and writes the new ids', async () => {
    const mapping = join(directory.path, 'mapping.csv');
    const { code, stdout, stderr } = await run(['import', directory.path, '--mapping', mapping], env);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /users +2\nfollows +1\nposts +1\ncomments +1\nlikes +1\nin .*MB\n$/);
    const users = await all(
      `SELECT username, first_name, last_name, bio, avatar_url, id_time(id) AS at, followers_count AS f FROM users ORDER BY username`,
    );
    const same = { at: new Date(at) };
    assert.deepEqual(users, [
      {
        ...{ username: 'ada', first_name: 'Ada', last_name: 'King Lovelace', bio: 'says "hi",\ntwice' },
        ...{ avatar_url: 'https://img.example/1.png', f: 0, ...same },
      },
      {
        username: 'bob',
        first_name: 'Bob',
        last_name: '',
        bio: '',
        avatar_url: null,
        f: 1,
        at: new Date('2024-03-01T10:00:00Z'),
      },
    ]);
    const [post] = await all<{ id: string }>('SELECT id, content, like_count, comment_count FROM posts');
    assert.deepEqual(post, { id: post?.id, content: 'line\nbreak', like_count: 1, comment_count: 1 });
    assert.match(
      readFileSync(mapping, 'utf8'),
      new RegExp(`^kind,outside_id,id\nuser,.*\npost,p,${post?.id}\n`, 's'),
    );
    assert.equal(existsSync(`${mapping}.partial`), false);
  });

  it('reports every invalid row by file and line, and stores nothing', async () => {
    directory.write(
      'users.csv',
      `id,username,display_name,bio,avatar_url,created_at
u-1,ada,"two
lines",,,${at}
u-2,bob,Bob,,javascript:alert(1),2024-02-30
,eve\0,Eve,,,2999-01-01
u-4,${'x'.repeat(151)},X,,,1970-01-01
u-5,short
u-6,"tab\there",X,,,yesterday
`,
    );
    assert.deepEqual((await invalidRows(directory.path)).toSorted(), [
      'users.csv:2: display_name must not contain line breaks or control characters',
      'users.csv:4: avatar_url is not an http or https address',
      'users.csv:4: created_at is not an ISO 8601 time',
      'users.csv:5: created_at is in the future',
      'users.csv:5: id is required',
      'users.csv:5: username must not contain the NUL character',
      'users.csv:6: created_at is not later than 1970-01-01T00:00:00Z',
      'users.csv:6: username must be at most 150 characters long',
      'users.csv:7: the row does not have 6 columns',
      'users.csv:8: created_at is not an ISO 8601 time',
      'users.csv:8: username may only contain letters, digits and @ . + - _',
    ]);
  });

  it('rejects names as the api does, and finds names that are the same in another form', async () => {
    const names = ['<b>', 'ada\u202egpj', 'Jos\u00e9', 'Jose\u0301', 'pad', '" pad "', '\u0430dmin', 'root'];
    const rows = names.map((name, row) => `u-${row},${name},Ann,,,${at}\n`);
    directory.write('users.csv', `id,username,display_name,bio,avatar_url,created_at\n${rows.join('')}`);
    directory.write('follows.csv', 'follower_id,followee_id,created_at\n');
    const [posts, comments] = ['id,author_id,body,created_at\n', 'id,post_id,author_id,body,created_at\n'];
    directory.write('posts.csv', `${posts}p,u-0,\u200b,${at}\nq,u-0,${'😀'.repeat(10_000)},${at}\n`);
    directory.write('comments.csv', `${comments}c,p,u-0,${'😀'.repeat(10_001)},${at}\n`);
    directory.write('likes.csv', 'user_id,post_id,created_at\n');
    assert.deepEqual((await invalidRows(directory.path)).toSorted(), [
      'comments.csv:2: body must be at most 10000 characters long',
      'posts.csv:2: body is required',
      'users.csv:2: username may only contain letters, digits and @ . + - _',
      'users.csv:3: username must not contain invisible characters',
      'users.csv:5: username repeats an earlier row',
      'users.csv:7: username repeats an earlier row',
      'users.csv:8: username must not mix letters of different scripts',
      'users.csv:9: username is reserved',
    ]);
  });

  it('rejects names that could not be shown in a mail', async () => {
    const names = ['"Ann\r\nWin"', 'Win http://spam.example', 'Ann\u202e', '\u3164'];
    const rows = names.map((name, row) => `u-${row},name_${row},${name},,"https://a.example/\t1",${at}\n`);
    directory.write('users.csv', `id,username,display_name,bio,avatar_url,created_at\n${rows.join('')}`);
    const found = await invalidRows(directory.path);
    for (const reason of [
      'display_name must not contain line breaks or control characters',
      'display_name must not contain a web address',
      'display_name must not contain characters that change the direction of writing',
      'display_name has no visible characters',
      'avatar_url is not an http or https address',
    ])
      assert.ok(
        found.some((line) => line.endsWith(reason)),
        reason,
      );
  });

  it('rejects files with a wrong header or invalid CSV', async () => {
    directory.write('likes.csv', `user,post\n`);
    directory.write('comments.csv', 'id,post_id,author_id,body,created_at\nc,p,u-1,"never closed\n');
    directory.write('posts.csv', '');
    directory.write('follows.csv', 'follower_id;followee_id;created_at\n');
    assert.deepEqual((await invalidRows(directory.path)).toSorted(), [
      'comments.csv:2: not valid CSV from here on: a quote is never closed',
      'follows.csv:1: the header line has no commas: separate columns with commas',
      'likes.csv:1: the header line lacks user_id, post_id, created_at',
      'posts.csv:1: the file is empty: it needs a header line',
    ]);
    directory.write('likes.csv', 'user_id,post_id,created_at,post_id\n');
    assert.ok(
      (await invalidRows(directory.path)).includes(
        'likes.csv:1: the header line has the column post_id twice',
      ),
    );
  });

  it('prints invalid rows, and leaves no mapping behind', async () => {
    directory.write('follows.csv', `follower_id,followee_id,created_at\nu-1,u-1,${at}\nu-1,u-9,${at}\n`);
    const mapping = join(directory.path, 'mapping.csv');
    const { code, stderr } = await run(['import', directory.path, '--mapping', mapping], env);
    assert.equal(code, 1);
    assert.match(stderr, /^follows.csv:2: an account cannot follow itself: u-1$/m);
    assert.match(stderr, /^follows.csv:3: followee_id is not in users: u-9$/m);
    assert.match(
      stderr,
      /^Nothing was imported\. Correct these rows and run the command again \(2 in all\)\.$/m,
    );
    assert.equal(existsSync(mapping), false);
  });

  it('rejects accounts that exist already', async () => {
    assert.equal((await run(['import', directory.path], env)).code, 0);
    const { code, stderr } = await run(['import', directory.path], env);
    assert.equal(code, 1);
    assert.match(stderr, /users.csv:2: username belongs to an existing account: ada/);
  });

  it('creates accounts and follows from an edge list', async () => {
    const edges = directory.write('graph.txt', '# a comment\n1 2\n\n2 1\n2\t3\n');
    const { code, stdout } = await run(['import', '--edges', edges, '--both-ways', '--json'], env);
    assert.equal(code, 0);
    const { counts } = JSON.parse(stdout) as { counts: Record<string, number> };
    assert.deepEqual(counts, { users: 3, follows: 4, posts: 0, comments: 0, likes: 0 });
    const follows = await all<{ edge: string }>(
      `SELECT a.username || '>' || b.username AS edge FROM follows f
       JOIN users a ON a.id = f.follower_id JOIN users b ON b.id = f.followee_id ORDER BY 1`,
    );
    assert.deepEqual(
      follows.map(({ edge }) => edge),
      ['user_1>user_2', 'user_2>user_1', 'user_2>user_3', 'user_3>user_2'],
    );
  });

  it('leaves nothing behind that keeps the process alive', async () => {
    const mapping = join(directory.path, 'mapping.csv');
    const script = `import { feedctl } from './packages/cli/src/feedctl.ts'; process.exitCode = await feedctl(process.argv.slice(1), process);`;
    const flags = ['--conditions=source', '--import', 'tsx', '--input-type=module', '--eval', script, '--'];
    const args = [...flags, 'import', directory.path, '--mapping', mapping];
    const options = { env: { ...process.env, ...env, NODE_OPTIONS: '' }, timeout: patience(25_000) };
    const { stdout } = await promisify(execFile)(process.execPath, args, options);
    assert.match(stdout, /likes +1/);
  });

  it('fails before the import when the mapping cannot be written', async () => {
    for (const place of [join(directory.path, 'none', 'mapping.csv'), directory.path]) {
      const { code, stderr } = await run(['import', directory.path, '--mapping', place], env);
      assert.notEqual(code, 0);
      assert.match(stderr, /^feedctl: (ENOENT|INVALID_INPUT): /m);
      assert.doesNotMatch(stderr, /reading/);
    }
  });

  it('requires exactly one source, which must exist', async () => {
    for (const args of [[], [directory.path, '--edges', 'x'], [directory.path, '--both-ways']])
      assert.equal((await run(['import', ...args], env)).code, 2, args.join(' '));
    assert.match(
      (await run(['import', '--edges', directory.path], env)).stderr,
      /INVALID_INPUT: .* directory/,
    );
    const { code, stderr } = await run(['import', join(directory.path, 'none')], env);
    assert.equal(code, 1);
    assert.match(stderr, /NOT_FOUND: .*none does not exist/);
  });

  it('reports a missing schema', async () => {
    await run(['migrate', 'down', '--yes'], env);
    const { code, stderr } = await run(['import', directory.path], env);
    assert.equal(code, 1);
    assert.match(stderr, /run "feedctl migrate" first/);
  });
});
