import { userInfo } from 'node:os';
import type { AuditedBy } from '@feed/store/operators/audit/writes';

/** The actor of a command in the audit log: a user of this machine, and no account. */
export const byOperator = (detail: Readonly<Record<string, unknown>> = {}): AuditedBy => ({
  actorId: null,
  detail: { operator: operatorName(), ...detail },
});

/** The user of a container may have no name. */
function operatorName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
