import assert from 'node:assert/strict';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Client, clientOf, password } from '../support/client.js';
import { someone, type Someone } from '../support/people.js';

describe('the input of a mutation', () => {
  let app: TestApp, client: Client, person: Someone;
  let release: () => void;

  before(async () => {
    app = await startTestApp({ env: { DATABASE_POOL_MAX: '1', DATABASE_ACQUIRE_TIMEOUT_MS: '1000' } });
    client = clientOf(app);
    person = await someone(app);
    await holdOnlyConnection();
  });
  after(async () => {
    release();
    await app.stop();
  });

  /** From now on, whatever takes a connection fails. */
  function holdOnlyConnection(): Promise<void> {
    return new Promise((resolve, reject) => {
      const held = app.context.database.transaction(async () => {
        resolve();
        await new Promise<void>((done) => {
          release = done;
        });
      });
      held.catch(reject);
    });
  }

  const long = 'x'.repeat(256);
  const cases = (): [string, string, string][] => [
    [
      'createPost',
      `input: { content: "text", title: "${long}" }`,
      'Title must be at most 255 characters long',
    ],
    ['createPost', 'input: { content: "text" }, userId: "none"', 'User not found'],
    ['updatePost', `id: "1", input: { title: "${long}" }`, 'Title must be at most 255 characters long'],
    ['updatePost', 'id: "none", input: {}', "Post not found or you don't have permission"],
    ['deletePost', 'id: "none"', "Post not found or you don't have permission"],
    ['createComment', 'input: { postId: "1", content: " " }', 'Comment cannot be empty'],
    ['updateComment', 'id: "1", content: " "', 'Comment cannot be empty'],
    ['updateComment', 'id: "none", content: "text"', "Comment not found or you don't have permission"],
    ['createComment', 'input: { postId: "none", content: "text" }', 'Post not found'],
    [
      'createComment',
      'input: { postId: "1", content: "text", parentCommentId: "none" }',
      'Parent comment not found',
    ],
    ['deleteComment', 'id: "none"', 'Comment not found'],
    ['likePost', 'postId: "none"', 'Post not found'],
    ['unlikePost', 'postId: "none"', 'Post not found'],
    ['likeComment', 'commentId: "none"', 'Comment not found'],
    ['unlikeComment', 'commentId: "none"', 'Comment not found'],
    [
      'sharePost',
      `input: { postId: "1", caption: "${long.repeat(8)}" }`,
      'Caption must be at most 2000 characters long',
    ],
    ['sharePost', 'input: { postId: "none" }', 'Post not found'],
    ['unsharePost', 'postId: "none"', 'Post not found'],
    ['followUser', `userId: "${person.id}"`, 'You cannot follow yourself'],
    ['followUser', 'userId: "none"', 'User not found'],
    ['unfollowUser', `userId: "${person.id}"`, 'User not found'],
    ['blockUser', `userId: "${person.id}"`, 'You cannot block yourself'],
    ['blockUser', 'userId: "none"', 'User not found'],
    ['muteUser', `userId: "${person.id}"`, 'You cannot mute yourself'],
    ['muteUser', 'userId: "none"', 'User not found'],
    ['revokeSession', 'id: "none"', 'Session not found'],
    ['updateUserProfile', `input: { firstName: "${long}" }`, 'Update failed'],
    [
      'registerUser',
      `input: { username: "ada", email: "none", password: "${password}", firstName: "", lastName: "" }`,
      'Registration failed',
    ],
  ];

  it('is rejected without a connection to the database', async () => {
    for (const [field, args, message] of cases()) {
      const query = `mutation { ${field}(${args}) { success message } }`;
      const { [field]: payload } = await client.data(query, null, person.token);
      assert.deepEqual(payload, { success: false, message }, field);
    }
  });

  it('is rejected the same way with an idempotency key, and a malformed key too', async () => {
    const query = `mutation { createPost(input: { content: "" }) { message } }`;
    for (let i = 0; i < 2; i += 1) {
      const { data } = await client.gql(query, null, person.token, { 'idempotency-key': 'one' });
      assert.equal(data.createPost.message, 'Content cannot be empty');
    }
    const { errors } = await client.gql(query, null, person.token, { 'idempotency-key': 'a b' });
    assert.equal(errors?.[0]?.extensions.code, 'BAD_REQUEST');
  });

  it('that is valid needs a connection, and fails without one', async () => {
    const query = 'mutation { createPost(input: { content: "text" }) { success } }';
    const { errors } = await client.gql(query, null, person.token);
    assert.equal(errors?.[0]?.extensions.code, 'OVERLOADED');
  });
});
