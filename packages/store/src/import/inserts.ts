import type { Kind } from './rows.js';

const countOf = (kind: Kind, column: string, alias: string, where = 'true'): string =>
  `LEFT JOIN (SELECT ${column} AS outside_id, count(*)::integer AS n FROM import_${kind} WHERE ${where} GROUP BY 1)
     ${alias} ON ${alias}.outside_id = i.outside_id`;

/** A time of a staging table, which may be absent. */
const timeOf = (column: string): string => `to_timestamp(${column} / 1000.0)`;
const idAt = `next_id(${timeOf('at')})`;

/**
 * Statements that move each kind from its staging table into the real one, with its counters and in the order of the main
 * index, so that no page is written or split twice.
 */
export const inserts: { readonly [K in Kind]: string } = {
  users: `
    INSERT INTO users (id, username, email, first_name, last_name, bio, avatar_url, password_hash, is_verified,
      updated_at, followers_count, following_count, posts_count, merge_on_read)
    SELECT i.id, s.username, s.email, s.first_name, s.last_name, s.bio, s.avatar_url, s.password_hash,
      coalesce(s.is_verified, false), coalesce(${timeOf('s.updated_at')}, now()), coalesce(followers.n, 0), coalesce(following.n, 0), coalesce(own.n, 0), coalesce(followers.n, 0) > $1::integer
    FROM import_users s JOIN import_users_ids i ON i.outside_id = s.id
      ${countOf('follows', 'followee_id', 'followers')}
      ${countOf('follows', 'follower_id', 'following')}
      ${countOf('posts', 'author_id', 'own', 'shared_post_id IS NULL')}
    ORDER BY i.id`,
  follows: `
    INSERT INTO follows (follower_id, followee_id, id)
    SELECT follower_id, followee_id, ${idAt}
    FROM (SELECT follower.id AS follower_id, followee.id AS followee_id, s.at
          FROM import_follows s
            JOIN import_users_ids follower ON follower.outside_id = s.follower_id
            JOIN import_users_ids followee ON followee.outside_id = s.followee_id
          ORDER BY 1, 2) AS resolved`,
  posts: `
    INSERT INTO posts (id, author_id, shared_post_id, title, content, media_type, media_file, updated_at, like_count, comment_count, share_count)
    SELECT i.id, author.id, original.id, s.title, s.content, s.media_type, s.media_file, ${timeOf('s.updated_at')},
      coalesce(likes.n, 0), coalesce(comments.n, 0), coalesce(shares.n, 0)
    FROM import_posts s JOIN import_posts_ids i ON i.outside_id = s.id
      JOIN import_users_ids author ON author.outside_id = s.author_id
      LEFT JOIN import_posts_ids original ON original.outside_id = s.shared_post_id
      ${countOf('likes', 'post_id', 'likes')}
      ${countOf('comments', 'post_id', 'comments')}
      ${countOf('posts', 'shared_post_id', 'shares')}
    ORDER BY i.id`,
  comments: `
    INSERT INTO comments (id, post_id, author_id, parent_id, content, updated_at, like_count, reply_count)
    SELECT i.id, post.id, author.id, parent.id, s.content, ${timeOf('s.updated_at')}, coalesce(likes.n, 0), coalesce(replies.n, 0)
    FROM import_comments s JOIN import_comments_ids i ON i.outside_id = s.id
      JOIN import_posts_ids post ON post.outside_id = s.post_id
      JOIN import_users_ids author ON author.outside_id = s.author_id
      LEFT JOIN import_comments_ids parent ON parent.outside_id = s.parent_id
      ${countOf('comment_likes', 'comment_id', 'likes')}
      ${countOf('comments', 'parent_id', 'replies')}
    ORDER BY i.id`,
  likes: `
    INSERT INTO post_likes (post_id, user_id, id)
    SELECT post_id, user_id, ${idAt}
    FROM (SELECT post.id AS post_id, liker.id AS user_id, s.at
          FROM import_likes s
            JOIN import_posts_ids post ON post.outside_id = s.post_id
            JOIN import_users_ids liker ON liker.outside_id = s.user_id
          ORDER BY 1, 2) AS resolved`,
  comment_likes: `
    INSERT INTO comment_likes (comment_id, user_id, id)
    SELECT comment_id, user_id, ${idAt}
    FROM (SELECT comment.id AS comment_id, liker.id AS user_id, s.at
          FROM import_comment_likes s
            JOIN import_comments_ids comment ON comment.outside_id = s.comment_id
            JOIN import_users_ids liker ON liker.outside_id = s.user_id
          ORDER BY 1, 2) AS resolved`,
};
