import { visiblePost } from '../../visibility.js';
import { likesIn } from './likes.js';

export const postLikes = likesIn({
  table: 'post_likes',
  column: 'post_id',
  targets: { from: 'posts t', where: visiblePost('$1', 't') },
  counted: 'posts',
});
