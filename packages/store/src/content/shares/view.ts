import { type UserRow, type UserView, toUserView, userColumns } from '../../identity/users/view.js';

/** A post, shared by another account or by its author. */
export interface ShareView {
  id: string;
  /** Empty when there is none. */
  caption: string;
  postId: string;
  user: UserView;
}

export interface ShareRow extends UserRow {
  share_id: string;
  caption: string;
  post_id: string;
}

/** The SELECT list of a `ShareRow`: the share `s` and its author `u`. */
export const shareColumns = `s.id AS share_id, s.content AS caption, s.shared_post_id AS post_id, ${userColumns('u')}`;

export function toShareView(row: ShareRow): ShareView {
  return { id: row.share_id, caption: row.caption, postId: row.post_id, user: toUserView(row) };
}
