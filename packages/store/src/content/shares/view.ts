import { type LongColumns, onlyIf, textIf, type Unread } from '../../postgres/long-columns.js';
import { type UserRow, type UserView, toUserView, userColumns } from '../../identity/users/view.js';

/** A post, shared by another account or by its author. */
export interface ShareView {
  id: string;
  /** Empty when there is none. */
  caption: string | Unread;
  postId: string;
  user: UserView;
}

export interface ShareRow extends UserRow {
  share_id: string;
  /** Null when it was not read. */
  caption: string | null;
  post_id: string;
}

/** The SELECT list of a `ShareRow`: the share `s` and its author `u`. @param text, bio parameters: which of them to read */
export const shareColumns = (text: string, bio: string): string =>
  `s.id AS share_id, ${onlyIf(text, 's.content')} AS caption, s.shared_post_id AS post_id, ${userColumns('u', bio)}`;

export function toShareView(row: ShareRow, columns: LongColumns): ShareView {
  const caption = textIf(columns.text, row.caption);
  return { id: row.share_id, caption, postId: row.post_id, user: toUserView(row, columns) };
}
