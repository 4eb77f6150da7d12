import { modelsOf } from '../../postgres/models/models.js';
import type { Tx } from '../../postgres/queryable.js';

/** The actions of administrators and operators that are recorded. */
export type AuditAction =
  | 'role.set'
  | 'user.create'
  | 'user.password'
  | 'task.retry'
  | 'task.bury'
  | 'feed.verify'
  | 'feed.rebuild'
  | 'feed.repair'
  | 'feeds.rebuild'
  | 'data.import'
  | 'tokens.issue';

/** The one who acts, and details of the action. */
export interface AuditedBy {
  /** The account of the administrator; null for a command. */
  actorId: string | null;
  /** At most 2 KB as JSON. It must contain no names or texts of accounts, because the entry outlives them. */
  detail?: Readonly<Record<string, unknown>>;
}

export interface AuditedAction extends AuditedBy {
  action: AuditAction;
  targetType: 'user' | 'task' | 'feed' | 'system';
  /** Empty for `system`. */
  targetId: string;
}

/** Records an action in the transaction that has its effect, so that there is neither without the other. */
export async function audit(tx: Tx, { detail, ...action }: AuditedAction): Promise<void> {
  await modelsOf(tx).AuditEntry.create({ ...action, detail: detail ?? null });
}
