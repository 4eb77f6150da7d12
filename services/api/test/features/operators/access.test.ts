import assert from 'node:assert/strict';
import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  isNonNullType,
  isObjectType,
  isListType,
} from '../../../src/graphql/engine.js';
import { resolvers } from '../../../src/features/all.js';
import type { Access } from '../../../src/kit/access.js';
import { buildSchema } from '../../../src/schema.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';
import { someone, type Someone } from '../../support/people.js';
import { giveRole, withRole } from '../../support/roles.js';

type Field = GraphQLField<unknown, unknown>;

const forbidden = 'You do not have permission to perform this action';
const schema = buildSchema();
const fieldsOf = (type: 'Query' | 'Mutation'): Field[] => {
  const found = schema.getType(type);
  return isObjectType(found) ? Object.values(found.getFields()) : [];
};
/** The access that the resolvers declare, by type and field. */
const declared = resolvers as unknown as Record<string, Record<string, { access?: Access }>>;
const forAdmins =
  (type: 'Query' | 'Mutation') =>
  ({ name }: Field): boolean =>
    declared[type]?.[name]?.access === 'admin';

/** A value of the right type for a required argument. */
function valueOf({ type }: GraphQLArgument): string {
  const named = getNamedType(type);
  const value = 'getValues' in named ? (named.getValues()[0]?.name ?? '') : '"1"';
  return isListType(getNullableType(type)) ? `[${value}]` : value;
}

/** A call of an operation with its required arguments only. */
function callOf(type: 'Query' | 'Mutation', field: Field): string {
  const required = field.args.filter((arg) => isNonNullType(arg.type));
  const args = required.map((arg) => `${arg.name}: ${valueOf(arg)}`).join(', ');
  const selection = isObjectType(getNamedType(field.type))
    ? type === 'Query'
      ? '{ __typename }'
      : '{ success message errors code }'
    : '';
  return `${type.toLowerCase()} { done: ${field.name}${args && `(${args})`} ${selection} }`;
}

describe('operations for administrators', () => {
  let app: TestApp, client: Client;
  let user: Someone, moderator: Someone, admin: Someone;
  before(async () => {
    app = await startTestApp({ env: { MAIL_DIR: '/nowhere/at/all' } });
    client = clientOf(app);
    user = await someone(app);
    moderator = await withRole(app, 'MODERATOR');
    admin = await withRole(app, 'ADMIN');
  });
  after(() => app.stop());

  const queries = fieldsOf('Query').filter(forAdmins('Query'));
  const mutations = fieldsOf('Mutation').filter(forAdmins('Mutation'));

  it('are those whose descriptions say so', () => {
    const all = [...fieldsOf('Query'), ...fieldsOf('Mutation')];
    const described = all.filter(({ description }) => description?.startsWith('For administrators.'));
    const names = (fields: Field[]) => fields.map(({ name }) => name).toSorted();
    assert.deepEqual(names(described), names([...queries, ...mutations]));
    assert.ok(queries.length >= 8 && mutations.length >= 5);
  });

  for (const field of queries) {
    const query = callOf('Query', field);
    it(`${field.name} is refused to everyone else, and allowed to an administrator`, async () => {
      const anonymous = await client.gql(query);
      assert.equal(anonymous.errors?.[0]?.extensions.code, 'UNAUTHENTICATED');
      for (const who of [user, moderator]) {
        const { data, errors } = await client.gql(query, null, who.token);
        assert.deepEqual(data, { done: null });
        assert.deepEqual([errors?.[0]?.message, errors?.[0]?.extensions.code], [forbidden, 'FORBIDDEN']);
      }
      assert.equal((await client.gql(query, null, admin.token)).errors, undefined);
    });
  }

  for (const field of mutations) {
    const query = callOf('Mutation', field);
    const call = async (who: Someone | null) => (await client.data(query, null, who?.token)).done;
    it(`${field.name} is refused to everyone else, and allowed to an administrator`, async () => {
      assert.equal((await call(null)).code, 'UNAUTHENTICATED');
      for (const who of [user, moderator])
        assert.deepEqual(await call(who), {
          ...{ success: false, message: forbidden, errors: [forbidden], code: 'FORBIDDEN' },
        });
      // Nothing has the id 1.
      assert.equal((await call(admin)).code, 'NOT_FOUND');
    });
  }

  it('are refused from the next request on when the role is taken away, also with the same token', async () => {
    const who = await withRole(app, 'ADMIN');
    const ask = async () => (await client.gql('{ systemStatus { version } }', null, who.token)).errors;
    assert.equal(await ask(), undefined);
    await giveRole(app, who, 'MODERATOR');
    assert.equal((await ask())?.[0]?.extensions.code, 'FORBIDDEN');
    const retry = 'mutation { retryTask(id: "1") { code } }';
    assert.equal((await client.data(retry, null, who.token)).retryTask.code, 'FORBIDDEN');
  });

  it('do not replay the response of an idempotency key to an account that has lost its role', async () => {
    const who = await withRole(app, 'ADMIN');
    const query = `mutation { setRole(userId: "${user.id}", role: USER) { success code } }`;
    const key = { 'idempotency-key': 'once' };
    assert.equal((await client.gql(query, null, who.token, key)).data.setRole.success, true);
    await giveRole(app, who, 'USER');
    assert.equal((await client.gql(query, null, who.token, key)).data.setRole.code, 'FORBIDDEN');
  });

  it('add no series to the metrics', async () => {
    const names = [...queries, ...mutations].map(({ name }) => name);
    await client.gql('{ systemStatus { version } }', null, admin.token);
    const text = await app.context.metrics.text();
    for (const name of names) assert.ok(!text.includes(`operation_name="${name}"`), name);
    const counted =
      /operation_duration_seconds_count\{operation_type="query",operation_name="other",outcome="ok"\} [1-9]/;
    assert.match(text, counted);
  });

  it('are refused before their arguments are looked at', async () => {
    const { errors } = await client.gql('{ auditLog(first: 0) { __typename } }', null, user.token);
    assert.equal(errors?.[0]?.extensions.code, 'FORBIDDEN');
  });
});
