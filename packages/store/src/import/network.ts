import type { Writable } from 'node:stream';
import { CodedError } from '@feed/platform/errors';
import type { Database, Tx } from '../postgres/queryable.js';
import { statement } from '../postgres/statement.js';
import { forgetFeeds } from '../feed/epoch.js';
import { checkedRows, checkKind } from './checks.js';
import { copyOut } from './copy.js';
import type { Faults } from './faults.js';
import { inserts } from './inserts.js';
import { identified, kinds, type CommonKind, type Kind, type Rows } from './rows.js';
import { requireOwner } from './owner.js';
import { createStaging, foldFollows, load } from './staging.js';

export interface ImportOptions {
  /** Opens the rows of each kind; called again when the transaction has to be repeated. */
  source: { readonly [K in Kind]?: () => AsyncIterable<Rows[K]> | Iterable<Rows[K]> };
  /** The faults that the reader of the rows finds; those that the database finds are added. Any fault prevents the import. */
  faults: Faults;
  /** Posts of authors with more followers are merged at read time: the worker's FAN_OUT_THRESHOLD. */
  fanOutThreshold: number;
  /** When given, repeated follows are left out and added here, instead of counting as faults. */
  skipped?: Faults;
  /** Receives CSV lines `kind,outside_id,id`, before the commit. */
  mapping?: (() => Writable) | undefined;
  onStep?: (step: string) => void;
  /** Reads and checks all rows, and imports none. */
  checkOnly?: boolean;
  /** Runs in the transaction of the import, after everything else. */
  beforeCommit?: (tx: Tx, counts: ImportCounts) => Promise<void>;
}

/** Rows that were imported. Likes of comments are counted when the source has them. */
export type ImportCounts = Record<CommonKind, number> & { comment_likes?: number };

/**
 * Imports all rows or none, in one transaction: staged, checked, then moved into place with their counters.
 * @throws CodedError INVALID_INPUT when there are faults, FORBIDDEN when the role does not own the tables
 */
export async function importNetwork(database: Database, options: ImportOptions): Promise<ImportCounts> {
  const { faults, mapping, checkOnly = false, onStep = () => undefined } = options;
  await requireOwner(database);
  const counts = await database.transaction(async (tx) => {
    faults.clear();
    options.skipped?.clear();
    await createStaging(tx);
    const loaded = await loadAll(tx, options, onStep);
    if (faults.total > 0) throw new CodedError('INVALID_INPUT', `${faults.total} rows cannot be imported`);
    if (checkOnly) return loaded;
    for (const kind of kinds) if (loaded[kind]) await move(tx, kind, options.fanOutThreshold, onStep);
    if (mapping) await copyOut(tx.client, mappingQuery, mapping());
    onStep('committing');
    await forgetFeeds(tx);
    await options.beforeCommit?.(tx, loaded);
    return loaded;
  });
  if (checkOnly) return counts;
  onStep('vacuuming');
  await database.query(vacuum);
  return counts;
}

async function loadAll(
  tx: Tx,
  options: ImportOptions,
  onStep: (step: string) => void,
): Promise<ImportCounts> {
  const counts: ImportCounts = { users: 0, follows: 0, posts: 0, comments: 0, likes: 0 };
  for (const kind of kinds.filter((each) => options.source[each])) {
    onStep(`reading ${kind}`);
    counts[kind] = await loadOne(tx, options, kind);
    onStep(`checking ${kind}`);
    await checkKind(tx, kind, options.faults);
  }
  return counts;
}

async function loadOne<K extends Kind>(
  tx: Tx,
  { source, faults, skipped }: ImportOptions,
  kind: K,
): Promise<number> {
  const rows = source[kind];
  if (!rows) return 0;
  const count = await load(tx, kind, checkedRows(kind, rows(), faults));
  return kind === 'follows' && skipped ? count - (await foldFollows(tx, skipped)) : count;
}

/** The staged copy is removed immediately, because both together might exceed the allowance of the host. */
async function move(tx: Tx, kind: Kind, threshold: number, onStep: (step: string) => void): Promise<void> {
  onStep(`writing ${kind}`);
  await tx.query(statement(`import.${kind}`, inserts[kind]), kind === 'users' ? [threshold] : []);
  await tx.client.query(`TRUNCATE import_${kind}`);
}

const mappingQuery = identified
  .map((kind) => `SELECT '${kind.slice(0, -1)}' AS kind, outside_id, id FROM import_${kind}_ids`)
  .join(' UNION ALL ');

/** Renews the planner's statistics, and the visibility map, which index-only scans need. */
const vacuum = statement(
  'import.vacuum',
  'VACUUM (ANALYZE) users, follows, posts, comments, post_likes, comment_likes',
);
