import assert from 'node:assert/strict';
import fc from 'fast-check';
import { patience } from '@feed/testkit/patience';
import { admit } from '../../src/auth/admit.js';
import { compileAnswer } from '../../src/graphql/answers/answer.js';
import { Rendered } from '../../src/graphql/answers/rendered.js';
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type OperationDefinitionNode,
  execute,
  getNamedType,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from '../../src/graphql/engine.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { clientOf } from '../support/client.js';
import { contentOf } from '../support/content.js';
import { type Someone, crowd } from '../support/people.js';
import { selections } from './generated-documents.js';

const strange = 'quotes " \\ and \u2028 \u{1f600} \u05e9\u05dc\u05d5\u05dd </script> \ud7ff\r\n\t';
const follow = 'mutation ($id: ID!) { followUser(userId: $id) { success } }';

describe('compiled answers', () => {
  let app: TestApp, viewer: Someone, author: Someone;
  let post: string, comment: string;
  before(async () => {
    app = await startTestApp();
    const client = clientOf(app);
    const content = contentOf(client);
    const people = await crowd(app, 4);
    [viewer, author] = people as [Someone, Someone];
    const [, , sharer, stranger] = people as [Someone, Someone, Someone, Someone];
    for (const { id } of [author, sharer]) await client.data(follow, { id }, viewer.token);
    for (let n = 0; n < 4; n += 1) post = await content.post(author, `${strange} ${n}`);
    comment = await content.comment(sharer, post);
    await content.comment(viewer, post, comment);
    await content.share(sharer, await content.post(stranger, 'far away'), strange);
    await client.data(`mutation { likePost(postId: "${post}") { success } }`, null, viewer.token);
  });
  after(() => app.stop());

  const argsOf = (parent: string, field: string): string | undefined => {
    const known: Record<string, string> = {
      'Query.userById': `id: "${author.id}"`,
      'Query.postById': `id: "${post}"`,
      'Query.postComments': `postId: "${post}"`,
      'Query.postCommentsConnection': `postId: "${post}", first: 2`,
      'Query.commentReplies': `commentId: "${comment}"`,
      'Query.commentRepliesConnection': `commentId: "${comment}"`,
      'Query.searchUsers': 'query: "user"',
      'Query.homeFeed': 'first: 3',
      'Query.allPosts': 'limit: -1',
    };
    return known[`${parent}.${field}`];
  };

  const contextOf = (person: Someone | undefined) =>
    app.pipeline.contextOf(
      admit(app.context, person ? { authorization: `Bearer ${person.token}` } : {}, '203.0.113.1'),
    );

  /** The text that HTTP sends of a result. */
  const textOf = ({ data, errors }: ExecutionResult): string => {
    const written: unknown = data;
    if (written instanceof Rendered && !errors) return `{"data":${written.text}}`;
    const shown = errors?.map(({ message, path, locations }) => ({ message, path, locations }));
    return JSON.stringify({
      data,
      errors: shown?.toSorted((a, b) => (String(a.path) < String(b.path) ? -1 : 1)),
    });
  };

  const operationOf = (document: DocumentNode) => getOperationAST(document) as OperationDefinitionNode;
  const parsed = (text: string): DocumentNode => {
    const document = parse(text);
    assert.deepEqual(validate(app.pipeline.schema, document, specifiedRules), [], text);
    return document;
  };

  async function bothWays(text: string, person: Someone | undefined): Promise<'compiled' | 'general'> {
    const { schema } = app.pipeline;
    const document = parsed(text);
    let repeated = false;
    const compiled = compileAnswer(schema, document, operationOf(document), (args) => {
      repeated = true;
      return execute(args);
    });
    if (!compiled) return 'general';
    const args = () => ({ schema, document, contextValue: contextOf(person), variableValues: {} });
    const expected = textOf(await execute(args()));
    // The second time entries are in memory, and their texts are kept.
    for (let time = 1; time <= 2; time += 1)
      assert.equal(textOf(await compiled(args())), expected, `${text}, time ${time}`);
    assert.equal(repeated, false, `a document that compiled could not be written: ${text}`);
    return 'compiled';
  }

  it('equal those of graphql, byte by byte, for generated queries', async () => {
    const seen = { compiled: 0, general: 0 };
    const { schema } = app.pipeline;
    const query = schema.getQueryType() as GraphQLObjectType;
    const names = Object.keys(query.getFields()).map((name) => `Query.${name}`);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(selections(schema, argsOf, names)(query), selections(schema, argsOf)(query)),
        fc.nat(9),
        async ({ text, fragments }, anonymous) => {
          const document = `query ${text} ${fragments.join(' ')}`;
          seen[await bothWays(document, anonymous === 0 ? undefined : viewer)] += 1;
        },
      ),
      { numRuns: 200 },
    );
    assert.ok(seen.compiled > 20 && seen.general > 10, JSON.stringify(seen));
  }).timeout(patience(60_000));

  it('equal those of graphql for generated payloads of mutations', async () => {
    const { schema } = app.pipeline;
    const mutations: [string, string][] = [
      ['createPost', 'input: { content: "x" }'],
      ['likePost', `postId: "${post}"`],
      ['unlikePost', `postId: "${post}"`],
      ['sharePost', `input: { postId: "${post}", caption: "y" }`],
      ['followUser', `userId: "${author.id}"`],
      ['unfollowUser', `userId: "${author.id}"`],
      ['createComment', `input: { postId: "${post}", content: "z" }`],
      ['likePost', 'postId: "1"'],
      ['updatePost', `id: "${post}", input: { title: "t" }`],
    ];
    const type = schema.getMutationType() as GraphQLObjectType;
    const payloads = mutations.map(([name]) =>
      getNamedType(type.getFields()[name]?.type as GraphQLOutputType),
    );
    const drawn = fc.nat(mutations.length - 1).chain((at) => {
      const payload = payloads[at] as GraphQLObjectType;
      return selections(schema, argsOf, ['none'])(payload).map((selection) => ({ at, ...selection }));
    });
    let compiledOnes = 0;
    await fc.assert(
      fc.asyncProperty(drawn, async ({ at, text, fragments }) => {
        const [name, args] = mutations[at] as [string, string];
        const document = parsed(`mutation { done: ${name}(${args}) ${text} } ${fragments.join(' ')}`);
        const compiled = compileAnswer(schema, document, operationOf(document), () => {
          throw new Error('a mutation was repeated');
        });
        if (!compiled) return;
        compiledOnes += 1;
        // The effect happens once, and both ways show its payload.
        const field = type.getFields()[name] as { resolve: (...given: unknown[]) => unknown };
        const { resolve } = field;
        let payload: Promise<unknown> | undefined;
        field.resolve = (...given) => (payload ??= Promise.resolve(resolve(...given)));
        try {
          const args = { schema, document, contextValue: contextOf(viewer), variableValues: {} };
          const expected = textOf(await execute(args));
          assert.equal(textOf(await compiled(args)), expected);
        } finally {
          field.resolve = resolve;
        }
      }),
      { numRuns: 150 },
    );
    assert.ok(compiledOnes > 20, `${compiledOnes} compiled`);
  }).timeout(patience(60_000));

  it('leave to graphql what depends on directives, and mutations of several fields', () => {
    const { schema } = app.pipeline;
    for (const text of [
      '{ me @include(if: true) { id } }',
      '{ me { id @skip(if: false) } }',
      '{ me { ...F } } fragment F on CustomUserType { posts(limit: 1) { id } }',
      'mutation { a: likePost(postId: "1") { success } b: likePost(postId: "2") { success } }',
      '{ __schema { queryType { name } } }',
      'subscription { x }',
    ]) {
      const document = parse(text);
      assert.equal(compileAnswer(schema, document, operationOf(document), execute), undefined, text);
    }
  });
});
