import type { LongColumns } from '../../postgres/long-columns.js';
import { type UserRow, type UserView, toUserView } from '../../identity/users/view.js';

export interface LikeView {
  id: string;
  /** The post or the comment that is liked. */
  targetId: string;
  user: UserView;
}

export interface LikeRow extends UserRow {
  like_id: string;
  target_id: string;
}

export function toLikeView(row: LikeRow, columns: Pick<LongColumns, 'bio'>): LikeView {
  return { id: row.like_id, targetId: row.target_id, user: toUserView(row, columns) };
}
