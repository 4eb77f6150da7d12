import { type AskedReader, readerOn } from '@feed/store/postgres/shared-reads';
import { bounded, textBytes } from '../limits/fair-database.js';
import type { RequestContext } from './request-context.js';

/**
 * Reads one object, or one list, in a statement that callers share, and several in a statement of their own. While it
 * waits, a shared statement counts as one of the statements of its caller.
 */
export function readerOf({ app, deadline }: RequestContext): AskedReader {
  return {
    read(statement, viewerId, ids, rest) {
      const [id] = ids;
      if (id === undefined || ids.length > 1)
        return readerOn(app.database).read(statement, viewerId, ids, rest);
      const pair = { viewerId, id };
      const read = () => bounded(app.sharedReads.read(statement, pair, rest, deadline));
      return app.shares.statement(read, textBytes);
    },
  };
}
