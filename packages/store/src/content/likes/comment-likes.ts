import { visibleCommentOn } from '../../visibility.js';
import { commentColumns, toCommentView } from '../comments/view.js';
import { likesIn } from './likes.js';

export const commentLikes = likesIn({
  table: 'comment_likes',
  column: 'comment_id',
  counted: 'comments',
  likeable: 'true',
  joins: 'JOIN posts p ON p.id = t.post_id',
  visible: (viewer) => visibleCommentOn(viewer, 't', 'p'),
  view: { alias: 'c', columns: commentColumns, toView: toCommentView },
});
