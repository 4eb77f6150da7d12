import { retentionOf, storeRetention } from '@feed/store/upkeep/retention';
import { taskRetention } from '@feed/tasks/sql/retention';

/** The rules of every package, applied in this order. */
export const { kinds: expiringKinds, removeExpired } = retentionOf({ ...taskRetention, ...storeRetention });

export type ExpiringKind = (typeof expiringKinds)[number];
