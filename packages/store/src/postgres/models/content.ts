import { bigint, counter, newId, nullable, primaryKey, text, time } from './columns.js';
import { users } from './identity.js';
import { refersTo, table } from './table.js';

export const posts = table('posts', {
  id: primaryKey(newId()),
  authorId: bigint(),
  sharedPostId: nullable(bigint()),
  title: nullable(text()),
  content: text(),
  mediaType: nullable(text()),
  mediaFile: nullable(text()),
  likeCount: counter(),
  commentCount: counter(),
  shareCount: counter(),
  updatedAt: nullable(time()),
  deletedAt: nullable(time()),
});
refersTo(posts, 'author', 'authorId', users);
refersTo(posts, 'sharedPost', 'sharedPostId', posts);

export const comments = table('comments', {
  id: primaryKey(newId()),
  postId: bigint(),
  authorId: bigint(),
  parentId: nullable(bigint()),
  content: text(),
  likeCount: counter(),
  replyCount: counter(),
  updatedAt: nullable(time()),
  deletedAt: nullable(time()),
});
refersTo(comments, 'post', 'postId', posts);
refersTo(comments, 'author', 'authorId', users);
refersTo(comments, 'parent', 'parentId', comments);

export const postLikes = table('post_likes', {
  postId: primaryKey(bigint()),
  userId: primaryKey(bigint()),
  id: newId(),
});
refersTo(postLikes, 'post', 'postId', posts);
refersTo(postLikes, 'user', 'userId', users);

/** Likes of posts that were removed. Live subscriptions resume from them. */
export const postUnlikes = table('post_unlikes', {
  postId: primaryKey(bigint()),
  id: primaryKey(newId()),
  userId: bigint(),
});

export const commentLikes = table('comment_likes', {
  commentId: primaryKey(bigint()),
  userId: primaryKey(bigint()),
  id: newId(),
});
refersTo(commentLikes, 'comment', 'commentId', comments);
refersTo(commentLikes, 'user', 'userId', users);
