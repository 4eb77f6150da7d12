import type { Change } from '../../journal/changes.js';
import type { Queryable } from '../../postgres/queryable.js';
import { type Contents, readContents } from './contents.js';
import type { Posts } from './posts.js';

/** Posts that are read together, and what was heard of them meanwhile. */
interface Batch {
  readonly ids: Set<string>;
  readonly heard: Change[];
  forgotten: boolean;
  rows: Promise<ReadonlyMap<string, Contents>>;
}

export interface ContentsLoader {
  /** Reads posts in one statement with those of all other callers of this turn of the loop, and keeps what did not change. */
  load(ids: readonly string[]): Promise<ReadonlyMap<string, Contents>>;
  apply(change: Change): void;
  forget(): void;
}

export function createContentsLoader(database: Queryable, posts: Posts): ContentsLoader {
  const running = new Set<Batch>();
  let next: Batch | undefined;

  const read = async (batch: Batch): Promise<ReadonlyMap<string, Contents>> => {
    await new Promise<void>((resolve) => void setImmediate(resolve));
    next = undefined;
    running.add(batch);
    try {
      const rows = await readContents(database, [...batch.ids]);
      if (!batch.forgotten) keepAll(posts, rows, batch.heard);
      return new Map(rows.map((row) => [row.id, row]));
    } finally {
      running.delete(batch);
    }
  };
  const begin = (): Batch => {
    const batch: Batch = { ids: new Set(), heard: [], forgotten: false, rows: Promise.resolve(new Map()) };
    batch.rows = read(batch);
    return batch;
  };
  return {
    load: (ids) => {
      const batch = (next ??= begin());
      for (const id of ids) batch.ids.add(id);
      return batch.rows;
    },
    apply: (change) => running.forEach(({ heard }) => heard.push(change)),
    forget: () => running.forEach((batch) => (batch.forgotten = true)),
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
