import type { ImportOptions } from '@feed/store/import/network';
import { audit } from '@feed/store/operators/audit/writes';
import { byOperator } from '../../lib/audit.js';

/** Records what a command imports, in the transaction of the import. */
export const recordImport =
  (command: 'import' | 'seed'): NonNullable<ImportOptions['beforeCommit']> =>
  (tx, counts) =>
    audit(tx, {
      ...byOperator({ command, ...counts }),
      ...{ action: 'data.import', targetType: 'system', targetId: '' },
    });
