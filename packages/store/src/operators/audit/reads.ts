import { toUserView, userColumns, type UserRow, type UserView } from '../../identity/users/view.js';
import { toPage, type Page, type PageRequest } from '../../postgres/cursor.js';
import type { LongColumns } from '../../postgres/long-columns.js';
import type { Queryable } from '../../postgres/queryable.js';
import { statement } from '../statement.js';

export interface AuditEntry {
  id: string;
  actorId: string | null;
  /** Null for commands, and when the account is gone. */
  actor: UserView | null;
  action: string;
  targetType: string;
  targetId: string;
  detail: unknown;
}

interface EntryRow {
  id: string;
  actor_id: string | null;
  action: string;
  target_type: string;
  target_id: string;
  detail: unknown;
}

type Row = EntryRow & (UserRow | { user_id: null });

/** No index serves the filters: administrators add rows by hand, and few read them. */
const list = statement<Row>(
  'audit.list',
  `SELECT a.*, ${userColumns('u', '$6')}
   FROM (SELECT * FROM audit_log
     WHERE ($1::bigint IS NULL OR actor_id = $1) AND ($2::text IS NULL OR target_id = $2)
       AND ($3::text IS NULL OR action = $3) AND ($4::bigint IS NULL OR id < $4)
     ORDER BY id DESC LIMIT $5) a
   LEFT JOIN users u ON u.id = a.actor_id
   ORDER BY a.id DESC`,
);

export interface AuditFilter {
  actorId?: string | undefined;
  targetId?: string | undefined;
  action?: string | undefined;
}

/** A page of the audit log, newest first. For administrators: accounts that block them are shown. */
export async function auditLog(
  q: Queryable,
  { actorId, targetId, action }: AuditFilter,
  { first, after }: PageRequest,
  columns: Pick<LongColumns, 'bio'>,
): Promise<Page<AuditEntry>> {
  const filter = [actorId ?? null, targetId ?? null, action ?? null];
  const rows = await q.query(list, [...filter, after ?? null, first + 1, columns.bio]);
  return toPage(
    rows.map((row) => toEntry(row, columns)),
    first,
  );
}

const toEntry = (row: Row, columns: Pick<LongColumns, 'bio'>): AuditEntry => ({
  id: row.id,
  actorId: row.actor_id,
  actor: row.user_id === null ? null : toUserView(row, columns),
  action: row.action,
  targetType: row.target_type,
  targetId: row.target_id,
  detail: row.detail,
});
