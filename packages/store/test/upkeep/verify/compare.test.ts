import assert from 'node:assert/strict';
import type { ReferenceEntry } from '../../../src/feed/reference.js';
import { compareFeeds } from '../../../src/upkeep/verify/compare.js';

const entry = (id: number, postId = id): ReferenceEntry => ({
  id: `${id}`,
  postId: `${postId}`,
  kind: id === postId ? 'AUTHORED' : 'SHARED',
  sharedBy: id === postId ? null : '7',
});
const list = (...items: ReferenceEntry[]) => ({ items, hasNextPage: false });
const cut = (...items: ReferenceEntry[]) => ({ items, hasNextPage: true });
type Feed = ReturnType<typeof list>;

const faults = (live: Feed, before: Feed, after: Feed = before) =>
  compareFeeds({ live, before, after }).map(({ kind, entry }) => `${kind} ${entry.id}`);

describe('comparison of a feed with the reference', () => {
  it('finds nothing in equal feeds', () => {
    const feed = list(entry(12), entry(9, 3), entry(8));
    assert.deepEqual(faults(feed, feed), []);
    assert.deepEqual(faults(list(), list()), []);
  });

  it('distinguishes missing from wrong entries', () => {
    assert.deepEqual(faults(list(entry(8), entry(7)), list(entry(9), entry(8))), ['missing 9', 'wrong 7']);
  });

  it('treats an entry with another reason as wrong', () => {
    const other = { ...entry(9, 3), sharedBy: '8' };
    assert.deepEqual(faults(list(other), list(entry(9, 3))), ['missing 9', 'wrong 9']);
  });

  it('finds a post that appears twice', () => {
    assert.deepEqual(faults(list(entry(9, 3), entry(3)), list(entry(3))), ['wrong 9', 'duplicated 3']);
    assert.deepEqual(faults(list(entry(3), entry(3)), list(entry(3))), ['duplicated 3']);
  });

  it('finds entries that are not newest first, even where ids get longer', () => {
    const right = list(entry(10), entry(9), entry(8));
    assert.deepEqual(faults(list(entry(9), entry(10), entry(8)), right), ['misordered 10']);
  });

  it('ignores what was written or removed while the feeds were read', () => {
    assert.deepEqual(faults(list(entry(5)), list(entry(5)), list(entry(6), entry(5))), []);
    assert.deepEqual(faults(list(entry(6)), list(entry(5)), list(entry(6))), []);
    assert.deepEqual(faults(list(entry(6), entry(5)), list(entry(6), entry(5)), list(entry(5))), []);
  });

  it('does not look below the end of a list that goes on', () => {
    assert.deepEqual(faults(cut(entry(9), entry(8)), cut(entry(9), entry(7))), ['wrong 8']);
    assert.deepEqual(faults(cut(entry(9), entry(8)), list(entry(9), entry(8), entry(7))), []);
    assert.deepEqual(faults(list(entry(9)), cut(entry(9), entry(8))), ['missing 8']);
  });
});
