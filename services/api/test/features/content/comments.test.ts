import assert from 'node:assert/strict';
import type { Database } from '@feed/store/postgres/queryable';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';
import { assertNoDeadlocks, assertNoDrift, block, type Content, contentOf } from '../../support/content.js';
import { crowd, type Someone } from '../../support/people.js';

const fields = `id content createdAt updatedAt replyCount likesCount isLikedByUser
  user { id } post { id commentCount } parentComment { id }`;
const createComment = `mutation ($input: CreateCommentInput!) {
  createComment(input: $input) { success message errors comment { ${fields} } } }`;
const updateComment = `mutation ($id: ID!, $text: String!) {
  updateComment(id: $id, content: $text) { success message code comment { content post { commentCount } } } }`;
const deleteComment = 'mutation ($id: ID!) { deleteComment(id: $id) { success message errors } }';
const postComments =
  'query ($id: ID!, $limit: Int) { list: postComments(postId: $id, limit: $limit) { id replyCount } }';
const commentReplies =
  'query ($id: ID!) { list: commentReplies(commentId: $id) { id parentComment { id } } }';
const connections = `query ($post: ID!, $comment: ID!, $first: Int, $after: String) {
  postCommentsConnection(postId: $post, first: $first, after: $after) { ...page }
  commentRepliesConnection(commentId: $comment, first: $first, after: $after) { ...page } }
  fragment page on CommentConnection { edges { node { id } } pageInfo { hasNextPage endCursor } }`;
const beneath = `query ($id: ID!) { postById(id: $id) { commentCount comments(limit: 1) { id replies { id } }
  commentsConnection(first: 1) { edges { node { id repliesConnection { edges { node { id } } } } } } } }`;

interface Listed {
  id: string;
}

describe('comments', () => {
  let app: TestApp, client: Client, database: Database, content: Content;
  let ada: Someone, bob: Someone, eve: Someone;

  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    content = contentOf(client);
    ({ database } = app.context);
  });
  beforeEach(async () => {
    [ada, bob, eve] = (await crowd(app, 3)) as [Someone, Someone, Someone];
  });
  afterEach(() => assertNoDrift(database));
  after(async () => {
    await assertNoDeadlocks(database);
    await app.stop();
  });

  const create = async (who: Someone, input: object) =>
    (await client.data(createComment, { input }, who.token)).createComment;
  const edit = async (who: Someone, id: string, text: string) =>
    (await client.data(updateComment, { id, text }, who.token)).updateComment;
  const remove = async (who: Someone, id: string) =>
    (await client.data(deleteComment, { id }, who.token)).deleteComment;
  const list = async (query: string, who: Someone, id: string): Promise<string[]> =>
    (await client.data(query, { id }, who.token)).list.map((item: Listed) => item.id);
  const countOf = async (who: Someone, id: string): Promise<number> =>
    (await client.data(beneath, { id }, who.token)).postById.commentCount;

  it('are written below a post and in reply to each other, and counted', async () => {
    const postId = await content.post(ada);
    const { comment, ...rest } = await create(bob, { postId, content: 'Nice' });
    assert.deepEqual(rest, { success: true, message: 'Comment created successfully', errors: [] });
    assert.deepEqual(
      [comment.content, comment.user, comment.post, comment.parentComment, comment.replyCount],
      ['Nice', { id: bob.id }, { id: postId, commentCount: 1 }, null, 0],
    );
    assert.equal(comment.createdAt, comment.updatedAt);
    const reply = await create(ada, { postId, content: 'Thanks', parentCommentId: comment.id });
    assert.deepEqual([reply.comment.parentComment, reply.comment.post.commentCount], [{ id: comment.id }, 2]);
    const deeper = await content.comment(eve, postId, reply.comment.id);
    assert.deepEqual(await list(commentReplies, bob, reply.comment.id), [deeper]);
    assert.deepEqual((await client.data(postComments, { id: postId }, eve.token)).list, [
      { id: comment.id, replyCount: 1 },
    ]);
  });

  it('of one request are counted one after the other', async () => {
    const id = await content.post(ada);
    const create =
      'createComment(input: { postId: $id, content: "x" }) { comment { post { commentCount } } }';
    const data = await client.data(`mutation ($id: ID!) { a: ${create} b: ${create} }`, { id }, bob.token);
    const counts = [data.a, data.b].map(({ comment }) => comment.post.commentCount);
    assert.deepEqual(counts, [1, 2]);
  });

  it('that are written concurrently are all counted', async () => {
    const postId = await content.post(ada);
    const first = await content.comment(ada, postId);
    const people = await crowd(app, 10);
    const ids = await Promise.all(
      people.flatMap((person) => [content.comment(person, postId), content.comment(person, postId, first)]),
    );
    assert.equal(await countOf(ada, postId), 21);
    await Promise.all([...ids, ...ids].map((id) => remove(ada, id)));
    assert.equal(await countOf(ada, postId), 1);
  });

  it('are listed oldest first and paged', async () => {
    const postId = await content.post(ada);
    const top: string[] = [];
    for (let i = 0; i < 3; i += 1) top.push(await content.comment(bob, postId));
    const [first = ''] = top;
    const replies: string[] = [];
    for (let i = 0; i < 3; i += 1) replies.push(await content.comment(eve, postId, first));
    assert.deepEqual(await list(postComments, ada, postId), top);
    assert.deepEqual(await list(commentReplies, ada, first), replies);
    const { list: one } = await client.data(postComments, { id: postId, limit: 1 }, ada.token);
    assert.deepEqual(one, [{ id: first, replyCount: 3 }]);
    const { commentCount, comments, commentsConnection } = (
      await client.data(beneath, { id: postId }, ada.token)
    ).postById;
    const asNodes = (ids: string[]) => ids.map((id) => ({ id }));
    assert.deepEqual([commentCount, comments], [6, [{ id: first, replies: asNodes(replies) }]]);
    const nodesOf = (page: { edges: { node: Listed }[] }) => page.edges.map(({ node }) => ({ id: node.id }));
    assert.deepEqual(nodesOf(commentsConnection), asNodes([first]));
    assert.deepEqual(nodesOf(commentsConnection.edges[0].node.repliesConnection), asNodes(replies));
  });

  it('can be paged to the end as connections', async () => {
    const postId = await content.post(ada);
    const first = await content.comment(bob, postId);
    const replies: string[] = [];
    for (let i = 0; i < 3; i += 1) replies.push(await content.comment(bob, postId, first));
    const seen: string[] = [];
    const read = async (after: string | null): Promise<string | null> => {
      const variables = { post: postId, comment: first, first: 2, after };
      const { edges, pageInfo } = (await client.data(connections, variables, eve.token))
        .commentRepliesConnection;
      seen.push(...edges.map(({ node }: { node: Listed }) => node.id));
      return pageInfo.hasNextPage ? pageInfo.endCursor : null;
    };
    for (let next = await read(null); next !== null;) next = await read(next);
    assert.deepEqual(seen, replies);
    const nowhere = { post: 'x', comment: '1' };
    const { postCommentsConnection: none } = await client.data(connections, nowhere, eve.token);
    assert.deepEqual(none, { edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
  });

  it('are edited by their author, which changes their text and time alone', async () => {
    const postId = await content.post(ada);
    const id = await content.comment(bob, postId);
    const reply = await content.comment(eve, postId, id);
    const read = async () =>
      (
        await client.data(
          `{ postComments(postId: "${postId}") { id content createdAt updatedAt replyCount likesCount } }`,
          null,
          eve.token,
        )
      ).postComments;
    const [before] = await read();
    const edited = await edit(bob, id, 'better');
    assert.deepEqual([edited.comment.content, edited.comment.post.commentCount], ['better', 2]);
    const [after] = await read();
    assert.deepEqual({ ...after, updatedAt: 0 }, { ...before, content: 'better', updatedAt: 0 });
    assert.ok(after.updatedAt > before.updatedAt);
    await edit(bob, id, 'better');
    assert.deepEqual(await read(), [after]);
    assert.deepEqual(await list(commentReplies, bob, id), [reply]);
  });

  it('are not edited by any other account, not even by the author of the post', async () => {
    const postId = await content.post(ada);
    const id = await content.comment(bob, postId);
    const read = async () =>
      (await client.data(`{ postComments(postId: "${postId}") { content updatedAt } }`, null, bob.token))
        .postComments;
    const before = await read();
    for (const who of [ada, eve]) assert.equal((await edit(who, id, 'forged')).code, 'FORBIDDEN');
    await block(database, bob, eve);
    assert.equal((await edit(eve, id, 'forged')).code, 'NOT_FOUND');
    assert.deepEqual(await read(), before);
  });

  it('are counted correctly when they are edited, liked, answered and deleted concurrently', async () => {
    const postId = await content.post(ada);
    const ids = await Promise.all(Array.from({ length: 8 }, () => content.comment(bob, postId)));
    await Promise.all(
      ids.flatMap((id, n) => [
        edit(bob, id, 'one'),
        client.data(`mutation { likeComment(commentId: "${id}") { liked } }`, null, eve.token),
        create(eve, { postId, content: 'x', parentCommentId: id }),
        ...(n % 2 === 0 ? [remove(ada, id)] : []),
        edit(bob, id, 'two'),
      ]),
    );
    const left = ids.filter((_, n) => n % 2 === 1);
    assert.deepEqual((await list(postComments, bob, postId)).toSorted(), left.toSorted());
    assert.equal(await countOf(bob, postId), 2 * left.length);
    assert.equal((await edit(bob, ids[0] ?? '', 'three')).code, 'NOT_FOUND');
  });

  it('reject content that cannot be stored', async () => {
    const postId = await content.post(ada);
    for (const text of ['', ' \n\t', 'x'.repeat(10_001), 'nul\0'])
      assert.equal((await create(bob, { postId, content: text })).success, false, text.slice(0, 5));
    assert.equal((await create(bob, { postId, content: '\u{1f600}'.repeat(10_000) })).success, true);
  });

  it('belong to an existing post, and replies to a comment on it', async () => {
    const [postId, other] = [await content.post(ada), await content.post(ada)];
    const elsewhere = await content.comment(bob, other);
    const gone = await content.comment(bob, postId);
    await remove(bob, gone);
    for (const parentCommentId of [elsewhere, gone, '1', 'x']) {
      const { success, message } = await create(bob, { postId, content: 'x', parentCommentId });
      assert.deepEqual([success, message], [false, 'Parent comment not found']);
    }
    const shareId = await content.share(bob, postId);
    for (const id of [shareId, '1', 'x'])
      assert.equal((await create(bob, { postId: id, content: 'x' })).message, 'Post not found');
  });

  it('are deleted with the replies below them, by their author or the author of the post', async () => {
    const postId = await content.post(ada);
    const first = await content.comment(bob, postId);
    const reply = await content.comment(eve, postId, first);
    const deeper = await content.comment(bob, postId, reply);
    const other = await content.comment(eve, postId);
    const rejected = await remove(eve, first);
    assert.deepEqual(
      [rejected.success, rejected.message],
      [false, 'You can only delete your own comments and those on your own posts'],
    );
    assert.equal((await remove(eve, reply)).success, true);
    assert.deepEqual([await countOf(ada, postId), await list(commentReplies, ada, first)], [2, []]);
    assert.deepEqual(await remove(ada, first), {
      success: true,
      message: 'Comment deleted successfully',
      errors: [],
    });
    assert.deepEqual(await list(postComments, bob, postId), [other]);
    const again = await remove(bob, first);
    assert.deepEqual([again.success, again.message], [true, 'Comment already deleted']);
    for (const id of ['1', 'x']) assert.equal((await remove(bob, id)).message, 'Comment not found');
    assert.equal((await remove(bob, deeper)).message, 'Comment already deleted');
  });

  it('are counted correctly under many concurrent writes and deletions', async () => {
    const postId = await content.post(ada);
    const first = await content.comment(ada, postId);
    const replies = Array.from({ length: 10 }, () =>
      create(bob, { postId, content: 'x', parentCommentId: first }),
    );
    const likes = Array.from({ length: 5 }, () =>
      client.data('mutation ($id: ID!) { likeComment(commentId: $id) { liked } }', { id: first }, eve.token),
    );
    const [answers] = await Promise.all([Promise.all(replies), remove(ada, first), Promise.all(likes)]);
    for (const { success, message } of answers)
      assert.ok(success || message === 'Parent comment not found', message);
    assert.equal(await countOf(ada, postId), 0);
  });

  it('are hidden with their post, and from both sides of a block', async () => {
    const postId = await content.post(ada);
    const [his, hers] = [await content.comment(bob, postId), await content.comment(eve, postId)];
    const reply = await content.comment(ada, postId, his);
    await block(database, bob, eve);
    assert.deepEqual(await list(postComments, bob, postId), [his]);
    assert.deepEqual(await list(postComments, eve, postId), [hers]);
    assert.deepEqual(await list(commentReplies, eve, his), []);
    const answer = await create(eve, { postId, content: 'x', parentCommentId: his });
    assert.equal(answer.message, 'Parent comment not found');
    assert.equal((await remove(eve, his)).message, 'Comment not found');
    await block(database, ada, eve);
    assert.deepEqual(
      [await list(postComments, eve, postId), await list(commentReplies, eve, reply)],
      [[], []],
    );
    assert.equal((await create(eve, { postId, content: 'x' })).message, 'Post not found');
    assert.equal((await remove(eve, hers)).success, true);
    await client.data('mutation ($id: ID!) { deletePost(id: $id) { success } }', { id: postId }, ada.token);
    assert.deepEqual([await list(postComments, bob, postId), await list(commentReplies, bob, his)], [[], []]);
  });

  it('require a login', async () => {
    const { data } = await client.gql(createComment, { input: { postId: '1', content: 'x' } });
    assert.equal(data.createComment.message, 'Authentication required');
    for (const query of [postComments, commentReplies])
      for (const id of ['1', 'x'])
        assert.equal((await client.gql(query, { id })).errors?.[0]?.extensions.code, 'UNAUTHENTICATED');
  });

  it('give a repetition with the same idempotency key the first response', async () => {
    const postId = await content.post(ada);
    const input = { postId, content: 'once' };
    const send = () => client.gql(createComment, { input }, bob.token, { 'idempotency-key': postId });
    const [first, second] = await Promise.all([send(), send()]);
    assert.deepEqual(second.data.createComment.comment.id, first.data.createComment.comment.id);
    assert.equal(await countOf(ada, postId), 1);
  });
});
