import { visiblePost } from '../../visibility.js';
import { postColumns, toPostView } from '../posts/view.js';
import { likesIn } from './likes.js';

export const postLikes = likesIn({
  table: 'post_likes',
  column: 'post_id',
  counted: 'posts',
  likeable: 't.shared_post_id IS NULL',
  joins: '',
  visible: (viewer) => visiblePost(viewer, 't'),
  view: { alias: 'p', columns: postColumns, toView: toPostView },
});
