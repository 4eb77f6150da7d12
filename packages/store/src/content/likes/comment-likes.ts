import { visibleCommentOn } from '../../visibility.js';
import { likesIn } from './likes.js';

export const commentLikes = likesIn({
  table: 'comment_likes',
  column: 'comment_id',
  targets: { from: 'comments t JOIN posts p ON p.id = t.post_id', where: visibleCommentOn('$1', 't', 'p') },
  counted: 'comments',
});
