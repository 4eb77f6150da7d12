import { userColumns, toUserView, type UserRow, type UserView } from '../identity/users/view.js';
import { toPage, type Page, type PageRequest } from '../postgres/cursor.js';
import type { Queryable } from '../postgres/queryable.js';
import { statement, type StatementSubject } from '../postgres/statement.js';

const newest = '9223372036854775807';

/** Where a list of accounts is kept: its owner's column, which begins the primary key, and the accounts'. */
export interface AccountListTable {
  table: StatementSubject;
  owner: string;
  other: string;
}

/** A page of the owner's list. The primary key orders it, newest account first, so it needs no index and no sort. */
export type AccountList = (q: Queryable, ownerId: string, page: PageRequest) => Promise<Page<UserView>>;

export function accountList({ table, owner, other }: AccountListTable): AccountList {
  const list = statement<UserRow>(
    `${table}.list`,
    `SELECT ${userColumns('u')}
     FROM (SELECT ${other} AS id FROM ${table} WHERE ${owner} = $1 AND ${other} < $2 ORDER BY ${other} DESC LIMIT $3) s
     JOIN users u USING (id) ORDER BY id DESC`,
  );
  return async (q, ownerId, { first, after }) => {
    const rows = await q.query(list, [ownerId, after ?? newest, first + 1]);
    return toPage(rows.map(toUserView), first);
  };
}
