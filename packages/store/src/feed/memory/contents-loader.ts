import type { Change } from '../../journal/changes.js';
import type { Queryable } from '../../postgres/queryable.js';
import { createTogether } from '../../postgres/together.js';
import { type Contents, readContents } from './contents.js';
import type { Posts } from './posts.js';

/** A read of posts, and what was heard of them meanwhile. */
interface Running {
  readonly heard: Change[];
  forgotten: boolean;
}

export interface ContentsLoader {
  /** Reads posts in one statement with those of other callers, and keeps what did not change meanwhile. */
  load(ids: readonly string[]): Promise<ReadonlyMap<string, Contents>>;
  apply(change: Change): void;
  forget(): void;
}

/** Pages that one statement reads posts for at most. */
const maxTogether = 32;

export function createContentsLoader(database: Queryable, posts: Posts): ContentsLoader {
  let running: Running | undefined;

  const readAll = async (ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Contents>> => {
    const read = (running = { heard: [], forgotten: false });
    try {
      const rows = await readContents(database, [...ids]);
      if (!read.forgotten) keepAll(posts, rows, read.heard);
      return new Map(rows.map((row) => [row.id, row]));
    } finally {
      running = undefined;
    }
  };
  const together = createTogether<readonly string[], ReadonlyMap<string, Contents>>({
    max: maxTogether,
    run: async (lists) => {
      const read = await readAll(new Set(lists.flat()));
      return lists.map(() => read);
    },
    mayRepeat: () => false,
  });
  return {
    load: async (ids) => (ids.length === 0 ? new Map() : together(ids, Infinity)),
    apply: (change) => running?.heard.push(change),
    forget: () => {
      if (running) running.forgotten = true;
    },
  };
}

/** The rows may lack changes that arrived while they were read, so these are applied again. */
function keepAll(posts: Posts, rows: readonly Contents[], heard: readonly Change[]): void {
  const accounts = new Set<string>();
  const edited = new Set<string>();
  for (const { kind, postId, accountId } of heard) {
    if (kind === 'account') accounts.add(accountId);
    else if (kind === 'edited' || kind === 'removed') edited.add(postId);
  }
  for (const row of rows) if (!edited.has(row.id) && !accounts.has(row.user.id)) posts.keep(row);
  for (const change of heard) if (change.kind === 'counted') posts.apply(change);
}
