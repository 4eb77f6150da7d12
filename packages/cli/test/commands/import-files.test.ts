import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { statement, type Database } from '@feed/store/postgres/database';
import type { Directory } from '../support/files.js';
import { importSetup } from '../support/import.js';
import { run } from '../support/run.js';

const at = '2024-03-01T10:00:00Z';
const users = `id,username,display_name,bio,avatar_url,created_at\n1,ada,Ada,,,${at}\n2,bob,Bob,,,${at}\n`;
const header = 'follower_id,followee_id,created_at';

interface Rows {
  total: number;
  counts: { file: string; reason: string; count: number }[];
  examples: { file: string; line: number; reason: string; value: string }[];
}
interface Outcome {
  imported: boolean;
  counts: Record<string, number>;
  faults: Rows;
  skipped: Rows;
}

const inWords = ({ examples }: Rows) =>
  examples.map(({ file, line, reason, value }) => `${file}:${line}: ${reason}: ${value}`);

describe('files of an import', () => {
  let database: Database, directory: Directory, env: NodeJS.ProcessEnv, remove: () => Promise<void>;
  beforeEach(async () => {
    ({ database, directory, env, remove } = await importSetup());
    directory.write('users.csv', users);
  });
  afterEach(() => remove());
  const imported = async (...args: string[]): Promise<Outcome> => {
    const { stdout } = await run(['import', ...args, '--json'], env);
    return JSON.parse(stdout) as Outcome;
  };
  const refused = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(['import', ...args], env);
    assert.notEqual(code, 0);
    assert.doesNotMatch(stdout, /imported/);
    const found = await database.query(statement('test.any', 'SELECT id FROM users'));
    assert.deepEqual(found, []);
    return stderr;
  };

  it('that are not UTF-8 are refused with file, line and byte', async () => {
    directory.write('users.csv', Buffer.from(`${users}3,jose,José,,,${at}\n`, 'latin1'));
    assert.match(
      await refused(directory.path),
      /^users\.csv:4: not valid UTF-8 from here on: save the file as UTF-8: byte 0xE9, byte 11 of the line$/m,
    );
    directory.write('users.csv', Buffer.from(`\ufeff${users}`, 'utf16le'));
    assert.match(await refused(directory.path), /^users\.csv:1: the file is in UTF-16: save it as UTF-8$/m);
    const edges = directory.write('graph.txt', Buffer.from('1 2\n2 \xe9\n', 'latin1'));
    assert.match(
      await refused('--edges', edges),
      /^graph\.txt:2: not valid UTF-8 .*: byte 0xE9, byte 3 of the/m,
    );
    directory.write('graph.txt', Buffer.from('1f8b0800', 'hex'));
    assert.match(
      await refused('--edges', edges),
      /^graph\.txt:1: the file is compressed with gzip: decompress/m,
    );
  });

  it('report one fault of an unquoted quote, and shows a value that cannot be seen', async () => {
    directory.write('users.csv', `${users}3,ann,Ann "the" Lee,,,${at}\n`);
    const words = inWords((await imported(directory.path)).faults);
    assert.equal(words.length, 1);
    assert.match(words[0] ?? '', /^users\.csv:4: /);
    directory.write('users.csv', `${users}3,b\u202eob\n`);
    assert.match(await refused(directory.path), /^users\.csv:4: .* columns: 3,b<U\+202E>ob$/m);
  });

  it('may have mixed line ends, and keep those in quotes', async () => {
    directory.write('users.csv', users.replaceAll('\n', '\r\n').replace('\r\n', '\n'));
    directory.write('follows.csv', `${header}\r\n1,2,${at}\n`);
    directory.write('posts.csv', `id,author_id,body,created_at\rp,1,"a\r\nb\r\nc",${at}\r`);
    const { counts } = await imported(directory.path);
    assert.deepEqual(counts, { users: 2, follows: 1, posts: 1, comments: 0, likes: 0 });
    const bodies = statement<{ content: string }>('test.bodies', 'SELECT content FROM posts');
    assert.deepEqual(await database.query(bodies), [{ content: 'a\r\nb\r\nc' }]);
  });

  it('count each line end in quotes as one line', async () => {
    directory.write('posts.csv', `id,author_id,body,created_at\np,1,"a\r\nb\r\nc",${at}\nq,1,,${at}\n`);
    const { faults } = await imported(directory.path);
    assert.deepEqual(inWords(faults), ['posts.csv:5: body is required: ']);
  });

  it('may be pipes, whose edges are read once and all imported', async () => {
    const pipe = join(directory.path, 'pipe');
    const write = (path: string, text: string) => {
      assert.equal(spawnSync('mkfifo', [path]).status, 0);
      spawn('sh', ['-c', 'printf %s "$1" > "$2"', 'sh', text, path], { stdio: 'ignore' });
    };
    write(pipe, 'a b\nb c\n');
    assert.deepEqual((await imported('--edges', pipe)).counts, {
      ...{ users: 3, follows: 2, posts: 0, comments: 0, likes: 0 },
    });
    for (const name of ['users.csv', 'pipe']) rmSync(join(directory.path, name));
    // The files are written in another order than they are imported.
    write(join(directory.path, 'follows.csv'), `${header}\n1,2,${at}\n`);
    write(join(directory.path, 'users.csv'), users);
    assert.equal((await imported(directory.path)).counts['follows'], 1);
  });

  it('that are pipes are named as they were given', async () => {
    const pipe = join(directory.path, 'pipe');
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    spawn('sh', ['-c', 'printf "1 2\\n3\\n" > "$1"', 'sh', pipe], { stdio: 'ignore' });
    assert.match(await refused('--edges', pipe), /\/pipe:2: the line has only one id: 3$/m);
    spawn('sh', ['-c', ': > "$1"', 'sh', pipe], { stdio: 'ignore' });
    assert.match(await refused('--edges', pipe), /\/pipe:1: the file has no edges$/m);
  });

  it('that are something else are named with what they are', async () => {
    const other = join(directory.path, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'users.csv'), users);
    mkdirSync(join(other, 'likes.csv'));
    assert.match(await refused(other), /INVALID_INPUT: .*likes\.csv is a directory$/m);
    rmSync(join(other, 'likes.csv'), { recursive: true });
    symlinkSync(join(other, 'nowhere'), join(other, 'likes.csv'));
    assert.match(
      await refused(other),
      /INVALID_INPUT: .*likes\.csv is a link to a file that does not exist$/m,
    );
    const file = join(directory.path, 'users.csv');
    assert.match(
      await refused(file),
      /INVALID_INPUT: .* is not a directory: to import an edge list, use --edges$/m,
    );
    assert.match(await refused('--edges', '/dev/null'), /INVALID_INPUT: \/dev\/null is a device$/m);
    assert.match(await refused('--edges', directory.path), /INVALID_INPUT: .* is a directory$/m);
    assert.match(await refused('--edges', join(other, 'none')), /NOT_FOUND: .*none does not exist$/m);
    rmSync(join(other, 'users.csv'));
    rmSync(join(other, 'likes.csv'));
    assert.match(await refused(other), /NOT_FOUND: .*users\.csv does not exist$/m);
  });
});

describe('an edge list', () => {
  let database: Database, directory: Directory, env: NodeJS.ProcessEnv, remove: () => Promise<void>;
  beforeEach(async () => {
    ({ database, directory, env, remove } = await importSetup());
  });
  afterEach(() => remove());
  const importEdges = async (content: string, ...args: string[]): Promise<Outcome> => {
    const file = directory.write('graph.txt', content);
    const { stdout } = await run(['import', '--edges', file, ...args, '--json'], env);
    return JSON.parse(stdout) as Outcome;
  };
  const usernames = async () =>
    (
      await database.query(
        statement<{ username: string }>('test.usernames', 'SELECT username FROM users ORDER BY username'),
      )
    ).map(({ username }) => username);

  it('has two ids per line, separated by white space, between comments', async () => {
    const { counts, skipped } = await importEdges(
      '\ufeff# Nodes: 4, Edges: 3\r\n% asym unweighted\r\n1\ta.b-c_D\n\n  2 \t 1  \r3   1',
    );
    assert.deepEqual([counts['users'], counts['follows'], skipped.total], [4, 3, 0]);
    assert.deepEqual(await usernames(), ['user_1', 'user_2', 'user_3', 'user_a.b-c_D']);
  });

  const separators = 'separate the two ids with white space, without commas or quotes';
  const columns =
    "the line has more than two columns: keep the two ids, for example with awk '{ print $1, $2 }'";
  const letters = 'an id may consist only of the letters a to z, digits, "_", "-" and "."';
  for (const [line, reason] of [
    ['1, 2', separators],
    ['1,2', separators],
    ['1;2', separators],
    ['1|2', separators],
    ['"1" "2"', separators],
    ["'1' '2'", separators],
    ['1 2 0.5', columns],
    ['1\t2\t3\t4', columns],
    ['1', 'the line has only one id'],
    ['1 é', letters],
    ['1 a\u200bb', letters],
    ['1 <b>', letters],
    [`1 ${'x'.repeat(141)}`, 'an id is longer than 140 characters'],
  ] as const)
    it(`refuses the line ${JSON.stringify(line.slice(0, 20))} and says why`, async () => {
      const { imported, faults } = await importEdges(`1 2\n${line}\n2 1\n`);
      assert.equal(imported, false);
      assert.deepEqual(
        faults.examples.map((each) => [each.file, each.line, each.reason]),
        [['graph.txt', 2, reason]],
      );
      assert.deepEqual(await usernames(), []);
    });

  it('must not begin with the names of its columns, which would become accounts', async () => {
    const { faults } = await importEdges('# a comment\nsource\ttarget\n1\t2\n');
    assert.match(
      inWords(faults).join(),
      /^graph\.txt:2: the line seems to name the columns, .*: source target$/,
    );
    assert.equal((await importEdges('ada bob\nbob carl\n1 2\n')).imported, true);
  });

  it('must have edges', async () => {
    for (const content of ['', '\n', '# only a comment\n'])
      assert.deepEqual(inWords((await importEdges(content)).faults), [
        'graph.txt:1: the file has no edges: ',
      ]);
  });

  it('may repeat edges and have edges from an account to itself, which are skipped and reported', async () => {
    const { counts, skipped } = await importEdges('1 2\n3 3\n1 2\n4 4\n2 1\n1 2\n');
    assert.deepEqual([counts['users'], counts['follows']], [4, 2]);
    assert.deepEqual(skipped, {
      total: 4,
      counts: [
        { file: 'graph.txt', reason: 'an account cannot follow itself', count: 2 },
        { file: 'graph.txt', reason: 'the follow repeats an earlier one', count: 2 },
      ],
      examples: [
        { file: 'graph.txt', line: 2, reason: 'an account cannot follow itself', value: '3' },
        { file: 'graph.txt', line: 4, reason: 'an account cannot follow itself', value: '4' },
        { file: 'graph.txt', line: 3, reason: 'the follow repeats an earlier one', value: '1 2' },
        { file: 'graph.txt', line: 6, reason: 'the follow repeats an earlier one', value: '1 2' },
      ],
    });
  });

  it('is imported all the same, and the skipped edges are printed', async () => {
    const file = directory.write('graph.txt', `1 2\n${'3 3\n'.repeat(9)}`);
    const { code, stdout, stderr } = await run(['import', '--edges', file, '--both-ways'], env);
    assert.equal(code, 0);
    assert.match(stdout, /^users +3\nfollows +2$/m);
    assert.equal(stderr.match(/^graph\.txt:\d+: an account cannot follow itself: 3$/gm)?.length, 5);
    assert.match(stderr, /^graph\.txt +an account cannot follow itself +9$/m);
    assert.match(stderr, /^These rows were skipped; everything else was imported\.$/m);
  });
});
