import { allColumns } from '../../postgres/long-columns.js';
import { visibleComment, visiblePost } from '../../visibility.js';
import { commentColumnsWith, type CommentRow, toCommentView } from '../comments/view.js';
import { likesIn } from './likes.js';

export const commentLikes = likesIn({
  table: 'comment_likes',
  column: 'comment_id',
  counted: 'comments',
  visible: (viewer) => `${visibleComment(viewer, 't')}
    AND EXISTS (SELECT FROM posts p WHERE p.id = t.post_id AND ${visiblePost(viewer, 'p')})`,
  shown: {
    alias: 'c',
    columns: (liked) => commentColumnsWith(liked, 'true', 'true'),
    toView: (row: CommentRow) => toCommentView(row, allColumns),
  },
});
