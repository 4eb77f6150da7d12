import assert from 'node:assert/strict';
import {
  type GraphQLArgument,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from '../../src/graphql/engine.js';
import { buildSchema } from '../../src/schema.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Answer, type Client, clientOf, type Person } from '../support/client.js';
import { contentOf } from '../support/content.js';
import { giveRole } from '../support/roles.js';

/** A field with a size argument, and how to reach it. */
interface List {
  name: string;
  size: 'limit' | 'first';
  /** The document, given the arguments of the field. */
  ask(args: string): string;
  itemsOf(data: NonNullable<Answer['data']>): unknown;
}

const fields = (type: unknown): ReturnType<GraphQLObjectType['getFields']> =>
  isObjectType(type) ? type.getFields() : {};
const sizeOf = (args: readonly GraphQLArgument[]) =>
  (['limit', 'first'] as const).find((size) => args.some(({ name }) => name === size));

describe('every list', () => {
  let app: TestApp;
  let client: Client;
  let ada: Person;
  let ids: { postId: string; commentId: string; userId: string };

  before(async () => {
    app = await startTestApp({ env: { MAIL_DIR: '/nowhere/at/all' } });
    client = clientOf(app);
    ada = await client.register();
    // Some lists are for administrators.
    await giveRole(app, ada, 'ADMIN');
    const content = contentOf(client);
    const postId = await content.post(ada);
    const commentId = await content.comment(ada, postId);
    await content.comment(ada, postId, commentId);
    await content.share(ada, await content.post(ada));
    const like =
      'mutation ($p: ID!, $c: ID!) { likePost(postId: $p) { liked } likeComment(commentId: $c) { liked } }';
    await client.data(like, { p: postId, c: commentId }, ada.token);
    ids = { postId, commentId, userId: ada.id };
  });
  after(() => app.stop());

  /** A path to an object of each type that has lists. */
  const owners = (): Record<string, [before: string, after: string, path: string[]]> => ({
    Query: ['', '', []],
    CustomUserType: ['me {', '}', ['me']],
    PostType: [`postById(id: "${ids.postId}") {`, '}', ['postById']],
    CommentType: [`postComments(postId: "${ids.postId}", limit: 1) {`, '}', ['postComments', '0']],
  });

  function* lists(): Generator<List> {
    const schema = buildSchema();
    for (const type of Object.values(schema.getTypeMap())) {
      for (const field of Object.values(type.name.startsWith('__') ? {} : fields(type))) {
        const size = sizeOf(field.args);
        if (!size) continue;
        const owner = owners()[type.name];
        assert.ok(owner, `this test does not know where to find ${type.name}`);
        const [open, close, path] = owner;
        const leaf = isListType(getNullableType(field.type)) ? idOf(field.type) : 'edges { cursor }';
        const ownArgs = field.args
          .filter(({ name }) => name === 'postId' || name === 'commentId')
          .map(({ name }) => `${name}: "${ids[name as 'postId']}"`);
        yield {
          name: `${type.name}.${field.name}`,
          size,
          ask: (args) =>
            `{ ${open} x: ${field.name}(${[...ownArgs, args].join(', ')}) { ${leaf} } ${close} }`,
          itemsOf: (data) =>
            [...path, 'x'].reduce((value: unknown, key) => (value as Record<string, unknown>)[key], data),
        };
      }
    }
  }

  /** A field that every item of a list has. */
  const idOf = (type: unknown): string => {
    const found = Object.values(fields(getNamedType(type as never))).find(
      ({ type: inner, args }) => args.length === 0 && !isObjectType(getNamedType(inner)),
    );
    return found?.name ?? '__typename';
  };

  const ask = (document: string) => client.gql(document, null, ada.token);
  const rejected = ({ errors }: Answer, field: string, name: string): void =>
    assert.deepEqual(
      [errors?.length, errors?.[0]?.extensions.code, errors?.[0]?.extensions.field],
      [1, 'INVALID_INPUT', field],
      name,
    );

  it('with a limit is empty for 0, and rejects a negative limit or offset', async () => {
    const found = [...lists()].filter(({ size }) => size === 'limit');
    assert.ok(found.length >= 12, `${found.length} lists`);
    for (const { name, ask: document, itemsOf } of found) {
      const { data, errors } = await ask(document('limit: 0'));
      assert.deepEqual([errors, itemsOf(data)], [undefined, []], name);
      rejected(await ask(document('limit: -1')), 'limit', name);
    }
    for (const field of ['allPosts', 'userFeed']) {
      rejected(await ask(`{ ${field}(offset: -1) { id } }`), 'offset', field);
      assert.deepEqual((await ask(`{ ${field}(limit: 0, offset: 1) { id } }`)).data, { [field]: [] });
    }
  });

  it('in pages rejects a page of less than one', async () => {
    const found = [...lists()].filter(({ size }) => size === 'first');
    assert.ok(found.length >= 14, `${found.length} connections`);
    for (const { name, ask: document } of found) {
      for (const first of [0, -1, 101]) rejected(await ask(document(`first: ${first}`)), 'first', name);
    }
  });

  it('has its declared length when the limit is null, as when it is omitted', async () => {
    for (let i = 0; i < 12; i += 1) await contentOf(client).comment(ada, ids.postId);
    for (const args of ['', ', limit: null']) {
      const { data } = await ask(`{ postComments(postId: "${ids.postId}"${args}) { id } }`);
      assert.equal(data.postComments.length, 13);
    }
  });

  it('rejects a negative limit also below a post that does not exist', async () => {
    rejected(await ask('{ postComments(postId: "x", limit: -1) { id } }'), 'limit', 'postComments');
  });
});
