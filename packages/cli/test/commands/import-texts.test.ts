import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { CommonKind } from '@feed/store/import/rows';
import { statement, type Database } from '@feed/store/postgres/database';
import { awkwardTexts } from '@feed/testkit/awkward-texts';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { fileKinds, formats } from '../../src/commands/import/formats.js';
import { temporaryDirectory, type Directory } from '../support/files.js';
import { run } from '../support/run.js';

interface Stored {
  sql: string;
  /** The change of a text that the documentation of the import promises. Default: none. */
  expected?: (text: string) => string | null;
}

/** The place where each column is stored. Every column that is neither a reference nor a time must be listed. */
const places: Record<string, Stored> = {
  'users.username': {
    sql: 'SELECT username AS text FROM users',
    expected: (text) => text.normalize('NFKC').trim(),
  },
  'users.display_name': {
    sql: "SELECT concat_ws(' ', first_name, nullif(last_name, '')) AS text FROM users",
    expected: (text) => text.trim(),
  },
  'users.bio': { sql: 'SELECT bio AS text FROM users' },
  'users.avatar_url': { sql: 'SELECT avatar_url AS text FROM users', expected: (text) => text || null },
  'posts.body': { sql: 'SELECT content AS text FROM posts' },
  'comments.body': { sql: 'SELECT content AS text FROM comments' },
};

const time = '2024-03-01T10:00:00Z';
const accounts = Object.keys(awkwardTexts).length + 1;
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const lineOf = (values: readonly string[]): string => `${values.map(quoted).join(',')}\n`;

/** A valid value for the column of the row with this number. */
function valid(column: string, row: number): string {
  const known: Record<string, string> = {
    ...{ id: `x-${row}`, username: `name_${row}`, created_at: time, avatar_url: '', body: 'text' },
    ...{
      author_id: 'u-0',
      post_id: 'p',
      user_id: `u-${row}`,
      follower_id: 'u-0',
      followee_id: `u-${row + 1}`,
    },
  };
  return known[column] ?? '';
}

const present: Partial<Record<CommonKind, string>> = {
  users: Array.from({ length: accounts + 1 }, (_, n) =>
    lineOf([`u-${n}`, `user_${n}`, '', '', '', time]),
  ).join(''),
  posts: lineOf(['p', 'u-0', 'text', time]),
};

const lineBreaks = (text: string): number => text.split(/[\r\n]/).length;

/** No file in UTF-8 contains half of a pair. Texts of several lines come last, so that they move no other. */
const texts = Object.entries(awkwardTexts)
  .filter(([, text]) => text.isWellFormed())
  .toSorted(([, a], [, b]) => lineBreaks(a) - lineBreaks(b));

describe('a text in any column of an import', () => {
  let server: TestDatabase, database: Database, directory: Directory;
  beforeEach(async () => {
    server = await testDatabase();
    database = server.open();
    directory = temporaryDirectory();
  });
  afterEach(async () => {
    directory.remove();
    await server.drop();
  });

  /** Imports what can be imported, with the text of each row in this column. @returns the texts that were */
  async function importAll(
    kind: CommonKind,
    column: string,
  ): Promise<{ accepted: string[]; mapping: string }> {
    const { columns } = formats[kind];
    const mapping = join(directory.path, 'mapping.csv');
    let rows = texts.map(([, text], row) => ({
      text,
      line: lineOf(columns.map((each) => (each === column ? text : valid(each, row)))),
    }));
    for (const each of fileKinds)
      directory.write(`${each}.csv`, `${formats[each].columns.join(',')}\n${present[each] ?? ''}`);
    const before = readFileSync(join(directory.path, `${kind}.csv`), 'utf8');
    for (;;) {
      directory.write(`${kind}.csv`, `${before}${rows.map(({ line }) => line).join('')}`);
      const args = ['import', directory.path, '--mapping', mapping, '--json'];
      const { code, stdout, stderr } = await run(args, { DATABASE_URL: server.url });
      if (code === 0)
        return { accepted: rows.map(({ text }) => text), mapping: readFileSync(mapping, 'utf8') };
      assert.equal(code, 1, stderr);
      const { faults } = JSON.parse(stdout) as { faults: { examples: { line: number; reason: string }[] } };
      const rejected = faults.examples.map(({ line, reason }) => {
        assert.notEqual(reason, '');
        return line;
      });
      let end = before.split('\n').length - 1;
      const left = rows.filter(({ line }) => {
        const start = end + 1;
        end += line.split('\n').length - 1;
        return !rejected.some((each) => each >= start && each <= end);
      });
      assert.ok(left.length < rows.length, `${stdout} rejects no row`);
      rows = left;
    }
  }

  for (const kind of fileKinds)
    for (const column of formats[kind].columns)
      it(`is stored as it is, or rejected with a reason: ${kind}.${column}`, async () => {
        const { accepted, mapping } = await importAll(kind, column);
        if (column === 'id') {
          const ids = (parse(mapping) as string[][]).map(([, id]) => id);
          for (const text of accepted) assert.ok(ids.includes(text), text);
        }
        if (column.endsWith('id') || column.endsWith('_at')) return;
        const { sql, expected = (text: string) => text } = places[`${kind}.${column}`] ?? { sql: '' };
        const stored = await database.query(statement<{ text: string | null }>('test.stored', sql));
        const found = new Set(stored.map(({ text }) => text));
        for (const text of accepted) assert.ok(found.has(expected(text)), JSON.stringify(text.slice(0, 100)));
      });

  it('follows the rules of the api', async () => {
    const { accepted } = await importAll('users', 'username');
    const names = texts.filter(([, text]) => accepted.includes(text)).map(([what]) => what);
    assert.deepEqual(names.toSorted(), [
      'Thai vowels',
      'compatibility forms',
      'form NFC',
      'right-to-left letters',
      'the name of a property',
      'vowel signs',
      'white space around',
    ]);
  });
});
