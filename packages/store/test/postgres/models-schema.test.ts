import assert from 'node:assert/strict';
import type { Database } from '../../src/postgres/database.js';
import { declaredSchema, migratedSchema } from '../support/schema.js';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';

const planted: [what: string, change: string, line: RegExp][] = [
  ['a table', 'CREATE TABLE more (id bigint)', /^more\.id bigint/],
  ['a column', 'ALTER TABLE posts ADD visibility text', /^posts\.visibility text, nullable$/],
  ['a type', 'ALTER TABLE users ALTER followers_count TYPE bigint', /^users\.followers_count bigint/],
  ['whether it can be null', 'ALTER TABLE users ALTER email SET NOT NULL', /^users\.email text$/],
  ['a default', "ALTER TABLE users ALTER bio SET DEFAULT 'none'", /^users\.bio text, default none$/],
  [
    'a value of an enum',
    "ALTER TYPE task_state ADD VALUE 'late'",
    /^tasks\.state ENUM .* late, default pending$/,
  ],
  [
    'a primary key',
    'ALTER TABLE mutes DROP CONSTRAINT mutes_pkey',
    /^mutes\.muter_id bigint, refers to users\.id c$/,
  ],
  ['a foreign key', 'ALTER TABLE mutes DROP CONSTRAINT mutes_muted_id_fkey', /^mutes\.muted_id bigint/],
];

describe('the models and the migrated schema', () => {
  let server: TestDatabase, database: Database;
  beforeEach(async () => {
    server = await testDatabase();
    database = server.openOwner();
  });
  afterEach(() => server.drop());

  it('agree on every table, column, key and default', async () => {
    assert.deepEqual(declaredSchema(), await migratedSchema(database));
  });

  for (const [what, change, line] of planted)
    it(`are found to differ in ${what}`, async () => {
      await database.withClient((client) => client.query(change));
      const declared = new Set(declaredSchema());
      const more = (await migratedSchema(database)).filter((each) => !declared.has(each));
      assert.match(more.join('\n'), new RegExp(line.source, 'm'));
    });
});
