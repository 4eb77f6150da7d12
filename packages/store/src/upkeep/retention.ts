import { contentRetention } from '../content/retention.js';
import { identityRetention } from '../identity/retention.js';
import type { Tx } from '../postgres/queryable.js';
import { past, removal, type RetentionRules } from '../postgres/retention.js';
import { statement } from './statement.js';

const requestRetention = {
  idempotency_keys: {
    period: 'idempotencyKeys',
    sql: removal('idempotency_keys', 'k', `WHERE k.created_at < ${past}`),
  },
} as const satisfies RetentionRules;

/** The rules of the store's own domains. */
export const storeRetention = {
  ...requestRetention,
  ...identityRetention,
  ...contentRetention,
} as const;

export interface Retention<Kind extends string, Period extends string> {
  /** The names of what it removes. */
  readonly kinds: readonly Kind[];
  /**
   * Removes at most `limit` rows of each kind whose period has passed.
   * @param periods how long rows are kept once they have ended, in seconds
   * @returns how many were removed of each kind, without zeros: an empty result means that nothing is left to remove
   */
  removeExpired(
    tx: Tx,
    periods: Readonly<Record<Period, number>>,
    limit: number,
  ): Promise<Partial<Record<Kind, number>>>;
}

/** Creates the retention by these rules: those of the store, and those of packages that build on it. */
export function retentionOf<Rules extends RetentionRules>(
  rules: Rules,
): Retention<keyof Rules & string, Rules[keyof Rules]['period']> {
  const kinds = Object.keys(rules) as (keyof Rules & string)[];
  const steps = Object.entries(rules).map(([kind, { period, sql }]) => ({
    kind: kind as keyof Rules & string,
    period: period as Rules[keyof Rules]['period'],
    remove: statement<{ one: number }>(`retention.${kind}`, sql),
  }));
  return {
    kinds,
    removeExpired: async (tx, periods, limit) => {
      const removed: Partial<Record<keyof Rules & string, number>> = {};
      for (const { kind, period, remove } of steps) {
        const { length } = await tx.query(remove, [periods[period], limit]);
        if (length > 0) removed[kind] = length;
      }
      return removed;
    },
  };
}
