import { compareIdsDescending } from '../../postgres/ids.js';
import type { Page } from '../../postgres/cursor.js';
import type { ReferenceEntry } from '../../feed/reference.js';

export const faultKinds = ['missing', 'wrong', 'duplicated', 'misordered'] as const;
export type FaultKind = (typeof faultKinds)[number];

/** A difference between a live feed and the reference. */
export interface Fault {
  kind: FaultKind;
  entry: ReferenceEntry;
}

export interface Readings {
  live: Page<ReferenceEntry>;
  /** The reference, read before and after the live feed. */
  before: Page<ReferenceEntry>;
  after: Page<ReferenceEntry>;
}

const keyOf = ({ id, postId, kind, sharedBy }: ReferenceEntry) => `${id} ${postId} ${kind} ${sharedBy}`;
export const faultKey = ({ kind, entry }: Fault) => `${kind} ${keyOf(entry)}`;

/**
 * The differences that no write between the readings explains: an entry is missing when both references have it, and
 * wrong when neither has. Where one of the lists was cut, the comparison ends.
 */
export function compareFeeds({ live, before, after }: Readings): Fault[] {
  const end = shallowestEnd([live, before, after]);
  const down = ({ items }: Page<ReferenceEntry>) => items.filter(({ id }) => BigInt(id) >= end);
  const shown = down(live);
  const [was, is] = [keys(down(before)), keys(down(after))];
  const there = keys(shown);
  const missing = down(after).filter((entry) => was.has(keyOf(entry)) && !there.has(keyOf(entry)));
  const wrong = shown.filter((entry) => !was.has(keyOf(entry)) && !is.has(keyOf(entry)));
  return [
    ...asFaults('missing', missing),
    ...asFaults('wrong', wrong),
    ...asFaults('duplicated', repeated(shown)),
    ...asFaults('misordered', outOfOrder(shown)),
  ];
}

const keys = (entries: readonly ReferenceEntry[]) => new Set(entries.map(keyOf));
const asFaults = (kind: FaultKind, entries: readonly ReferenceEntry[]): Fault[] =>
  entries.map((entry) => ({ kind, entry }));

function shallowestEnd(pages: readonly Page<ReferenceEntry>[]): bigint {
  const ends = pages.map(({ items, hasNextPage }) => (hasNextPage ? BigInt(items.at(-1)?.id ?? 0) : 0n));
  return ends.reduce((highest, end) => (end > highest ? end : highest), 0n);
}

function repeated(entries: readonly ReferenceEntry[]): ReferenceEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ postId }) => seen.has(postId) || !seen.add(postId));
}

function outOfOrder(entries: readonly ReferenceEntry[]): ReferenceEntry[] {
  return entries.filter(({ id }, index) => {
    const above = entries[index - 1];
    return above !== undefined && compareIdsDescending(above.id, id) > 0;
  });
}
