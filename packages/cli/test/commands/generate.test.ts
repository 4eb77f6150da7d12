import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { statement, type Database } from '@feed/store/postgres/database';
import { counterDrift } from '@feed/store/upkeep/verify/counter-drift';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { temporaryDirectory, type Directory } from '../support/files.js';
import { run } from '../support/run.js';

const files = ['users', 'follows', 'posts', 'comments', 'likes'];

describe('feedctl generate', () => {
  let directory: Directory;
  before(() => {
    directory = temporaryDirectory();
  });
  after(() => directory.remove());
  const generate = async (name: string, ...args: string[]) => {
    const path = join(directory.path, name);
    const { code, stdout } = await run(['generate', path, '--users', '300', '--json', ...args], {});
    assert.equal(code, 0);
    return { path, counts: JSON.parse(stdout) as Record<string, number> };
  };
  const contents = (path: string) => files.map((file) => readFileSync(join(path, `${file}.csv`), 'utf8'));

  it('writes the same files for the same seed, and different ones for another seed', async () => {
    const [first, same, other] = await Promise.all([
      generate('a'),
      generate('b'),
      generate('c', '--seed', '2'),
    ]);
    assert.deepEqual(contents(first.path), contents(same.path));
    contents(other.path).forEach((text, at) => assert.notEqual(text, contents(first.path)[at]));
  });

  it('rejects an invalid time', async () => {
    assert.equal((await run(['generate', directory.path, '--until', 'soon'], {})).code, 2);
    assert.equal((await run(['generate', directory.path, '--until', '1971-01-01'], {})).code, 2);
  });

  describe('imported', () => {
    let server: TestDatabase, database: Database;
    before(async () => {
      server = await testDatabase();
      database = server.open();
    });
    after(() => server.drop());

    it('is complete, and 60 % of all accounts follow the first one', async () => {
      const { path, counts } = await generate('d');
      for (const [kind, perUser] of Object.entries({
        users: 1,
        follows: 50,
        posts: 20,
        comments: 20,
        likes: 100,
      }))
        assert.ok(Math.abs((counts[kind] ?? 0) / (300 * perUser) - 1) < 0.1, `${kind}: ${counts[kind]}`);
      const { code, stderr } = await run(['import', path], { DATABASE_URL: server.url });
      assert.equal(code, 0, stderr);
      const top = statement<{ n: number }>(
        'test.top',
        'SELECT followers_count AS n FROM users ORDER BY 1 DESC LIMIT 3',
      );
      const [first, second, third] = (await database.query(top)).map(({ n }) => n / 300);
      assert.ok(Math.abs((first ?? 0) - 0.6) < 0.1, `${first}`);
      assert.ok((second ?? 1) < (first ?? 0) && (third ?? 1) < (first ?? 0));
      for await (const { drifted } of counterDrift(database)) assert.deepEqual(drifted, []);
    });
  });
});
