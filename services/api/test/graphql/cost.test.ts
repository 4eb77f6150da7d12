import assert from 'node:assert/strict';
import { createDocuments } from '../../src/graphql/documents.js';
import { type GraphQLError, Source, getIntrospectionQuery } from '../../src/graphql/engine.js';
import { longTexts } from '../../src/kit/shown.js';
import type { Cost } from '../../src/limits/shares.js';
import { Rejection } from '../../src/limits/rejection.js';
import { buildSchema } from '../../src/schema.js';

const schema = buildSchema();

function costsOf(query: string, variables: Record<string, unknown> = {}): Cost {
  const documents = createDocuments(schema, undefined, longTexts);
  const document = documents.parse(new Source(query));
  assert.deepEqual(documents.validate(document, false), []);
  return documents.operation(document, null).cost(variables);
}

/** With all texts as long as they can be. */
const costOf = (query: string, variables?: Record<string, unknown>): number => costsOf(query, variables).most;

const rejects = (query: string, reason: RegExp): void =>
  assert.throws(
    () => costOf(query),
    (error) => {
      const original = (error as GraphQLError).originalError ?? error;
      return original instanceof Rejection && original.rule === 'cost' && reason.test(original.message);
    },
  );

const aliases = (count: number, field: string): string =>
  `{ ${Array.from({ length: count }, (_, i) => `a${i}: ${field}`).join(' ')} }`;

describe('the cost of an operation', () => {
  it('counts objects, statements and the bytes of texts', () => {
    assert.equal(costOf('{ allPosts(limit: 100) { id } }'), 110);
    assert.equal(costOf('{ allPosts(limit: 100) { id content } }'), 310);
    assert.equal(costOf('{ allPosts(limit: 100) { id user { bio } } }'), 100 + 100 + 10 + 20);
    assert.equal(costOf(aliases(20, 'allPosts(limit: 100) { id }')), 20 * 110);
    assert.equal(costOf('query ($n: Int) { allPosts(limit: $n) { content } }', { n: 50 }), 50 + 10 + 100);
  });

  it('of texts is planned apart, up to what a statement may read', () => {
    assert.deepEqual(costsOf('{ allPosts(limit: 100) { id content } }'), { planned: 110, most: 310 });
    const page = 'allPosts(limit: 100) { content comments(limit: 20) { content } }';
    assert.deepEqual(costsOf(`{ ${page} }`), { planned: 2_120, most: 2_120 + 800 });
    assert.deepEqual(costsOf(aliases(4, page)), { planned: 8_480, most: 8_480 + 800 });
  });

  it('counts a statement for each list and each linked object, however long the lists are', () => {
    const page = (n: number) =>
      `{ allPosts(limit: ${n}) { comments(limit: 1) { post { id } } user { id } } }`;
    assert.equal(costOf(page(1)), 30 + 1 + 1 + 1 + 1);
    assert.equal(costOf(page(10)), 30 + 10 + 10 + 10 + 10);
  });

  it('is rejected when too many statements or objects may be read', () => {
    costOf(aliases(9, 'allPosts(limit: 100) { content }'));
    rejects('{ allPosts(limit: 100) { user { posts(limit: 99) { content } } } }', /10100 objects; 10000/);
    rejects(
      '{ ...f } fragment f on Query { ' +
        aliases(3, 'allPosts(limit: 100) { ...t }').slice(1, -1) +
        '} fragment t on PostType { ... on PostType { comments(limit: 33) { content } } }',
      /objects/,
    );
    rejects(aliases(16, 'me { posts { id } following { createdAt } followers { createdAt } }'), /64 lists/);
    rejects('{ allPosts(limit: 100) { comments(limit: 100) { user { id } } } }', /objects/);
  });

  it('of what ordinary clients send is included in the rate of requests, and is far below every limit', () => {
    const post = `id title content createdAt updatedAt likesCount commentsCount sharesCount isLikedByUser
      user { id username firstName lastName profilePic bio }`;
    const ordinary = [
      `{ homeFeed(first: 20) { edges { cursor node { ${post} } reason { kind caption sharedBy { id username } } }
         pageInfo { hasNextPage endCursor } } }`,
      `{ postById(id: "1") { ${post} } postCommentsConnection(postId: "1", first: 50) {
         edges { node { id content createdAt user { id username } } } pageInfo { hasNextPage } } }`,
      `{ me { id username bio followersCount posts(limit: 10) { ${post} } } }`,
      'mutation { createPost(input: { content: "text" }) { success message errors post { id content } } }',
    ];
    for (const query of ordinary) {
      const { planned, most } = costsOf(query);
      assert.ok(planned <= 200 && most <= 300, `${planned}, ${most}: ${query}`);
    }
    assert.equal(costOf(getIntrospectionQuery({ inputValueDeprecation: true })), 0);
  });

  it('of pages of everything that is shown at once is allowed', () => {
    costOf(`{ homeFeed(first: 20) { edges { node { content user { bio }
      comments(limit: 20) { content user { bio } replies(limit: 3) { content user { username } } }
      likes(limit: 20) { user { username } } } } } }`);
    costOf('{ allPosts(limit: 100) { content user { bio } comments(limit: 20) { content } } }');
    costOf(
      '{ me { followers(limit: 100) { follower { bio } } following(limit: 100) { followee { bio } } } }',
    );
  });
});
