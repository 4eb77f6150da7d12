import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { searchStatement } from '@feed/store/discovery/search';
import { statement } from '@feed/store/postgres/statement';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';

const search = 'query ($q: String!) { searchUsers(query: $q) { username } }';

describe('searchUsers', () => {
  let app: TestApp, client: Client;

  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
  });
  after(() => app.stop());

  const unique = (): string => `u${randomBytes(6).toString('hex')}`;
  const find = async (q: string): Promise<string[]> =>
    (await client.data(search, { q })).searchUsers.map(({ username }: { username: string }) => username);

  it('finds by the beginning of username, first or last name, whatever the case', async () => {
    const tag = unique();
    const person = await client.register({ firstName: `${tag}First`, lastName: `${tag}LAST` });
    for (const q of [`${tag}fir`, `${tag.toUpperCase()}last`, person.username.slice(0, 12), ` ${tag} `]) {
      assert.deepEqual(await find(q), [person.username]);
    }
    assert.deepEqual(await find(tag.slice(1)), []);
  });

  it('returns at most 10, an exact username first', async () => {
    const tag = unique();
    for (let i = 0; i < 11; i += 1) await client.register({ username: `${tag}.${i}` });
    await client.register({ username: tag });
    const found = await find(tag);
    assert.equal(found.length, 10);
    assert.equal(found[0], tag);
  });

  it('treats wildcards and other special characters literally', async () => {
    for (const q of ['%', '_', '\\', '', '   ', '\0', "'; --", 'x'.repeat(5000)])
      assert.deepEqual(await find(q), []);
  });

  it('reads its indexes whatever the size of the table', async () => {
    const { text } = searchStatement;
    const plan = await app.context.database.transaction(async (tx) => {
      await tx.query(statement('test.no_seqscan', 'SET LOCAL enable_seqscan = off'));
      const explain = statement<{ 'QUERY PLAN': string }>('test.explain', `EXPLAIN ${text}`);
      return (await tx.query(explain, ['abc', '1', false])).map((row) => row['QUERY PLAN']).join('\n');
    });
    for (const index of ['users_username', 'users_first_name', 'users_last_name']) {
      assert.match(plan, new RegExp(`Index Scan using ${index} `));
    }
    assert.doesNotMatch(plan, /Seq Scan on users/);
  });
});
