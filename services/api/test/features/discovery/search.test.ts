import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { searchStatement } from '@feed/store/discovery/search';
import { statement } from '@feed/store/postgres/statement';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf, type Person } from '../../support/client.js';

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

  it('finds what is within a username, first or last name, whatever the case', async () => {
    const tag = unique();
    const person = await client.register({ firstName: `${tag}First`, lastName: `${tag}LAST` });
    for (const q of [`${tag}fir`, `${tag.toUpperCase()}last`, person.username.slice(0, 12), ` ${tag} `]) {
      assert.deepEqual(await find(q), [person.username]);
    }
    for (const q of [tag.slice(1), tag.slice(3, 9), `${tag.slice(4)}first`, `${tag.slice(2)}L`])
      assert.deepEqual(await find(q), [person.username], q);
    assert.deepEqual(await find(`${tag}first ${tag}last`), []);
  });

  it('finds a text of fewer than three letters at the beginning of names alone', async () => {
    // Letters of a script that no other test uses.
    const person = await client.register({ firstName: '\u10d0\u10d1\u10d2\u10d3' });
    for (const q of ['\u10d0', '\u10d0\u10d1', '\u10d1\u10d2\u10d3'])
      assert.deepEqual(await find(q), [person.username], q);
    for (const q of ['\u10d1', '\u10d1\u10d2']) assert.deepEqual(await find(q), [], q);
    const dashed = await client.register({ firstName: '\u10d4-\u10d5-\u10d6' });
    assert.deepEqual(await find('\u10d4-\u10d5'), [dashed.username]);
    assert.deepEqual(await find('-\u10d5-'), []);
  });

  it('orders by followers what does not have the text as its username', async () => {
    const tag = unique();
    const people = [];
    for (const name of [`a.${tag}`, `b.${tag}`, `c.${tag}`, tag])
      people.push(await client.register({ username: name }));
    const [least, , most] = people as [Person, Person, Person];
    const follow = async (who: Person, whom: Person) =>
      client.data('mutation ($id: ID!) { followUser(userId: $id) { success } }', { id: whom.id }, who.token);
    for (const whom of [most, people[1] as Person]) await follow(least, whom);
    await follow(people[1] as Person, most);
    assert.deepEqual(await find(tag), [tag, `c.${tag}`, `b.${tag}`, `a.${tag}`]);
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
    for (const q of ['%', '_', '\\', 'u%e', 'use_', 'abc\\', '', '   ', '\0', "'; --", 'x'.repeat(5000)])
      assert.deepEqual(await find(q), []);
  });

  it('reads its indexes whatever the size of the table', async () => {
    const { text } = searchStatement;
    const plan = await app.context.database.transaction(async (tx) => {
      await tx.query(statement('test.no_seqscan', 'SET LOCAL enable_seqscan = off'));
      const explain = statement<{ 'QUERY PLAN': string }>('test.explain', `EXPLAIN ${text}`);
      return (await tx.query(explain, ['abc', '1', false, '%abc%']))
        .map((row) => row['QUERY PLAN'])
        .join('\n');
    });
    for (const index of ['users_username', 'users_first_name', 'users_last_name']) {
      assert.match(plan, new RegExp(`Index Scan using ${index} `));
    }
    assert.match(plan, /Bitmap Index Scan on users_names/);
    assert.doesNotMatch(plan, /Seq Scan on users/);
  });
});
