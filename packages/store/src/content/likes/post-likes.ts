import { allColumns } from '../../postgres/long-columns.js';
import { visiblePost } from '../../visibility.js';
import { type PostRow, postColumnsWith, toPostView } from '../posts/view.js';
import { likesIn } from './likes.js';

export const postLikes = likesIn({
  table: 'post_likes',
  removed: 'post_unlikes',
  column: 'post_id',
  counted: 'posts',
  visible: (viewer) => visiblePost(viewer, 't'),
  shown: {
    alias: 'p',
    columns: (liked) => postColumnsWith(liked, 'true', 'true'),
    toView: (row: PostRow) => toPostView(row, allColumns),
  },
});
