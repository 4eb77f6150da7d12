import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { Database } from '@feed/store/postgres/queryable';
import { isObjectType } from '../../../src/graphql/engine.js';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf, password } from '../../support/client.js';
import { assertNoDrift, block, type Content, contentOf } from '../../support/content.js';
import { crowd, type Someone } from '../../support/people.js';

const long = 'x'.repeat(256);
const notYours = [
  "Post not found or you don't have permission",
  'Invalid post ID or insufficient permissions',
];
const commentNotYours = [
  "Comment not found or you don't have permission",
  'Invalid comment ID or insufficient permissions',
];

interface Payload {
  success: boolean;
  message: string;
  errors: string[];
  code: string | null;
}

describe('payloads of mutations say what those of the original system did, with a code', () => {
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
    await block(database, ada, eve);
  });
  afterEach(() => assertNoDrift(database));
  after(() => app.stop());

  const call = async (who: Someone | null, field: string, args: string): Promise<Payload> => {
    const query = `mutation { ${field}(${args}) { success message errors code } }`;
    return (await client.data(query, null, who?.token))[field] as Payload;
  };
  const succeeds = async (who: Someone | null, field: string, args: string, message: string) =>
    assert.deepEqual(await call(who, field, args), { success: true, message, errors: [], code: null });
  const fails = async (
    who: Someone | null,
    [field, args]: [string, string],
    code: string,
    [message = '', ...errors]: string[],
  ) => {
    const expected = { success: false, message, errors: errors.length > 0 ? errors : [message], code };
    assert.deepEqual(await call(who, field, args), expected, `${field}(${args})`);
  };
  const needsLogin = async (field: string, args: string, error = 'You must be logged in') =>
    fails(null, [field, args], 'UNAUTHENTICATED', ['Authentication required', error]);

  it('createPost', async () => {
    const blank = ['Content cannot be empty', 'Content is required'];
    const unknown = ['User not found', 'Invalid user ID'];
    await succeeds(
      ada,
      'createPost',
      'input: { content: "x", mediaFile: null }',
      'Post created successfully',
    );
    await succeeds(ada, 'createPost', `content: "x", userId: "${ada.id}"`, 'Post created successfully');
    for (const text of ['', ' \\n ', '\\u200b'])
      await fails(ada, ['createPost', `content: "${text}"`], 'INVALID_INPUT', blank);
    await fails(ada, ['createPost', `input: { content: " ", title: "${long}" }`], 'INVALID_INPUT', [
      ...blank,
      'Title must be at most 255 characters long',
    ]);
    for (const id of ['1', 'x', '9'.repeat(40)])
      await fails(ada, ['createPost', `content: "x", userId: "${id}"`], 'NOT_FOUND', unknown);
    await fails(eve, ['createPost', `content: "x", userId: "${ada.id}"`], 'NOT_FOUND', unknown);
    await fails(bob, ['createPost', `content: "x", userId: "${ada.id}"`], 'FORBIDDEN', [
      'You can only post as yourself',
    ]);
    await needsLogin('createPost', 'content: "x"', 'You must be logged in to create a post');
  });

  it('createPost rejects a file, because none can be uploaded yet', async () => {
    const query = 'mutation ($input: CreatePostInput!) { createPost(input: $input) { success } }';
    const { errors } = await client.gql(query, { input: { content: 'x', mediaFile: 'x' } }, ada.token);
    assert.equal(errors?.[0]?.extensions.code, 'INVALID_INPUT');
  });

  it('updatePost', async () => {
    const id = await content.post(ada);
    const change = (input: string): [string, string] => ['updatePost', `id: "${id}", input: ${input}`];
    await succeeds(ada, ...change('{ content: "new", title: "t" }'), 'Post updated successfully');
    await fails(ada, change('{ content: " " }'), 'INVALID_INPUT', [
      'Content cannot be empty',
      'Content is required',
    ]);
    await fails(bob, change('{ content: "x" }'), 'FORBIDDEN', notYours);
    await fails(eve, change('{ content: "x" }'), 'NOT_FOUND', notYours);
    await call(ada, 'deletePost', `id: "${id}"`);
    await fails(ada, change('{ content: "x" }'), 'NOT_FOUND', notYours);
    await fails(ada, change('{}'), 'NOT_FOUND', notYours);
    await fails(ada, ['updatePost', 'id: "x", input: {}'], 'NOT_FOUND', notYours);
    await needsLogin(...change('{}'));
  });

  it('updatePost with nothing to change, which leaves the post as it was', async () => {
    const id = await content.post(ada, 'text');
    const read = async () =>
      (await client.data(`{ postById(id: "${id}") { content title updatedAt } }`, null, ada.token)).postById;
    await succeeds(ada, 'updatePost', `id: "${id}", input: { title: "t" }`, 'Post updated successfully');
    const before = await read();
    for (const input of ['{}', '{ title: " t " }', '{ content: "text", title: null, mediaType: "" }'])
      await succeeds(ada, 'updatePost', `id: "${id}", input: ${input}`, 'There is nothing to change');
    assert.deepEqual(await read(), before);
  });

  it('deletePost', async () => {
    const id = await content.post(ada);
    await fails(bob, ['deletePost', `id: "${id}"`], 'FORBIDDEN', notYours);
    await fails(eve, ['deletePost', `id: "${id}"`], 'NOT_FOUND', notYours);
    await fails(ada, ['deletePost', 'id: "x"'], 'NOT_FOUND', notYours);
    await needsLogin('deletePost', `id: "${id}"`);
    await succeeds(ada, 'deletePost', `id: "${id}"`, 'Post deleted successfully');
    await succeeds(ada, 'deletePost', `id: "${id}"`, 'Post already deleted');
  });

  it('createComment', async () => {
    const [id, other] = [await content.post(ada), await content.post(ada)];
    const elsewhere = await content.comment(bob, other);
    const comment = (postId: string, rest: string): [string, string] => [
      'createComment',
      `input: { postId: "${postId}", ${rest} }`,
    ];
    await succeeds(bob, ...comment(id, 'content: "x"'), 'Comment created successfully');
    const noPost = ['Post not found', 'Invalid post ID'];
    for (const postId of ['1', 'x']) await fails(bob, comment(postId, 'content: "x"'), 'NOT_FOUND', noPost);
    await fails(eve, comment(id, 'content: "x"'), 'NOT_FOUND', noPost);
    for (const parent of [elsewhere, 'x'])
      await fails(bob, comment(id, `content: "x", parentCommentId: "${parent}"`), 'NOT_FOUND', [
        'Parent comment not found',
        'Invalid parent comment ID',
      ]);
    await fails(bob, comment(id, 'content: " "'), 'INVALID_INPUT', [
      'Comment cannot be empty',
      'Content is required',
    ]);
    await needsLogin(...comment(id, 'content: "x"'), 'You must be logged in to comment');
  });

  it('updateComment', async () => {
    const id = await content.comment(bob, await content.post(ada));
    const change = (text: string): [string, string] => ['updateComment', `id: "${id}", content: "${text}"`];
    await succeeds(bob, ...change(' new '), 'Comment updated successfully');
    await succeeds(bob, ...change('new'), 'There is nothing to change');
    await fails(bob, change(' '), 'INVALID_INPUT', ['Comment cannot be empty', 'Content is required']);
    await fails(ada, change('x'), 'FORBIDDEN', commentNotYours);
    await fails(eve, change('x'), 'NOT_FOUND', commentNotYours);
    await fails(bob, ['updateComment', 'id: "x", content: "x"'], 'NOT_FOUND', commentNotYours);
    await needsLogin(...change('x'));
    await call(bob, 'deleteComment', `id: "${id}"`);
    await fails(bob, change('x'), 'NOT_FOUND', commentNotYours);
  });

  it('likePost and unlikePost', async () => {
    const args = `postId: "${await content.post(ada)}"`;
    await succeeds(bob, 'likePost', args, 'Post liked successfully');
    await succeeds(bob, 'likePost', args, 'Post already liked');
    await succeeds(bob, 'unlikePost', args, 'Post unliked successfully');
    await succeeds(bob, 'unlikePost', args, 'Post was not liked');
    for (const field of ['likePost', 'unlikePost']) {
      await fails(bob, [field, 'postId: "x"'], 'NOT_FOUND', ['Post not found']);
      await fails(eve, [field, args], 'NOT_FOUND', ['Post not found']);
      await needsLogin(field, args);
    }
  });

  it('sharePost', async () => {
    const args = `input: { postId: "${await content.post(ada)}" }`;
    await succeeds(bob, 'sharePost', args, 'Post shared successfully');
    await succeeds(bob, 'sharePost', args, 'Post already shared');
    const noPost = ['Post not found', 'Invalid post ID'];
    await fails(bob, ['sharePost', 'input: { postId: "x" }'], 'NOT_FOUND', noPost);
    await fails(eve, ['sharePost', args], 'NOT_FOUND', noPost);
    await fails(bob, ['sharePost', `${args.slice(0, -1)}, caption: "nul\\u0000" }`], 'INVALID_INPUT', [
      'Caption must not contain the NUL character',
    ]);
    await needsLogin('sharePost', args, 'You must be logged in to share');
  });

  it('followUser and unfollowUser', async () => {
    const args = `userId: "${ada.id}"`;
    await succeeds(bob, 'followUser', args, `Now following ${ada.username}`);
    await succeeds(bob, 'followUser', args, `Already following ${ada.username}`);
    await succeeds(bob, 'unfollowUser', args, `Unfollowed ${ada.username}`);
    await succeeds(bob, 'unfollowUser', args, `You were not following ${ada.username}`);
    await fails(ada, ['followUser', args], 'INVALID_INPUT', ['You cannot follow yourself']);
    for (const field of ['followUser', 'unfollowUser']) {
      await fails(eve, [field, args], 'NOT_FOUND', ['User not found']);
      await fails(bob, [field, 'userId: "x"'], 'NOT_FOUND', ['User not found']);
      await needsLogin(field, args);
    }
  });

  it('registerUser', async () => {
    const username = `user_${randomBytes(5).toString('hex')}`;
    const args = (fields: Record<string, string>): [string, string] => {
      const input = { username, email: `${username}@example.com`, password, firstName: 'A', lastName: 'B' };
      const given = Object.entries({ ...input, ...fields }).map(([name, text]) => `${name}: "${text}"`);
      return ['registerUser', `input: { ${given.join(' ')} }`];
    };
    await succeeds(null, ...args({}), `User ${username} registered successfully`);
    await fails(null, args({}), 'CONFLICT', [
      'Registration failed',
      'Username already exists',
      'Email already exists',
    ]);
    await fails(null, args({ username: 'x', email: 'x', password: 'x' }), 'INVALID_INPUT', [
      'Registration failed',
      'Username must be at least 3 characters long',
      'Invalid email format',
      'Password must be at least 8 characters long',
    ]);
  });

  it('updateUserProfile', async () => {
    await succeeds(ada, 'updateUserProfile', 'input: { bio: " x " }', 'Profile updated successfully');
    await fails(ada, ['updateUserProfile', `input: { username: "${bob.username}" }`], 'CONFLICT', [
      'Update failed',
      'Username already exists',
    ]);
    await fails(ada, ['updateUserProfile', 'input: { firstName: "a\\nb" }'], 'INVALID_INPUT', [
      'Update failed',
      'First name must not contain line breaks or control characters',
    ]);
    await needsLogin('updateUserProfile', 'input: {}');
  });

  it('have a code in every payload of the schema', () => {
    const payloads = Object.values(app.pipeline.schema.getTypeMap()).filter(isObjectType);
    const withSuccess = payloads
      .map((type) => type.getFields())
      .filter(({ success }) => success !== undefined);
    assert.ok(withSuccess.length > 15);
    for (const { code } of withSuccess) assert.equal(String(code?.type), 'String');
  });

  it('store texts without white space around them, and in the normal form NFC', async () => {
    const text = ' e\u0301 ';
    const query = `mutation ($text: String!) {
      createPost(input: { content: $text, title: $text }) { post { content title } }
      updateUserProfile(input: { firstName: $text, bio: $text }) { user { firstName bio } } }`;
    const { createPost, updateUserProfile } = await client.data(query, { text }, ada.token);
    assert.deepEqual(createPost.post, { content: '\u00e9', title: '\u00e9' });
    assert.deepEqual(updateUserProfile.user, { firstName: '\u00e9', bio: '\u00e9' });
  });
});
