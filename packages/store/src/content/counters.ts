import type { CounterRules } from '../postgres/counters.js';

export const contentCounters = {
  'users.posts_count': `SELECT count(*) FROM posts p
    WHERE p.author_id = t.id AND p.shared_post_id IS NULL AND p.deleted_at IS NULL`,
  'posts.like_count': 'SELECT count(*) FROM post_likes l WHERE l.post_id = t.id',
  'posts.comment_count': 'SELECT count(*) FROM comments c WHERE c.post_id = t.id AND c.deleted_at IS NULL',
  'posts.share_count': 'SELECT count(*) FROM posts s WHERE s.shared_post_id = t.id AND s.deleted_at IS NULL',
  'comments.like_count': 'SELECT count(*) FROM comment_likes l WHERE l.comment_id = t.id',
  'comments.reply_count': 'SELECT count(*) FROM comments c WHERE c.parent_id = t.id AND c.deleted_at IS NULL',
} as const satisfies CounterRules;
