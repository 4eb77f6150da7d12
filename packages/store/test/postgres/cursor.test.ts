import assert from 'node:assert/strict';
import { decodeCursor, encodeCursor, toPage } from '../../src/postgres/cursor.js';
import { compareIdsDescending, idTime, isId, largestId } from '../../src/postgres/ids.js';

describe('cursor', () => {
  it('decodes to the encoded id', () => {
    for (const id of ['1', '1882756335212167168', largestId])
      assert.equal(decodeCursor(encodeCursor(id)), id);
  });

  for (const bad of ['', 'x', 'AAAAAAAAAAA', '__________8', `${encodeCursor('7')}=`, 'a'.repeat(10_000)])
    it(`rejects ${bad.slice(0, 12) || 'nothing'}`, () =>
      assert.throws(() => decodeCursor(bad), { code: 'INVALID_CURSOR' }));

  it('says whether there is a next page', () => {
    assert.deepEqual(toPage([1, 2, 3], 2), { items: [1, 2], hasNextPage: true });
    assert.deepEqual(toPage([1, 2], 2), { items: [1, 2], hasNextPage: false });
  });
});

describe('id', () => {
  it('contains its time in milliseconds', () => {
    const at = new Date('2026-11-24T16:06:00.943Z');
    assert.deepEqual(idTime(((BigInt(at.getTime()) << 20n) | 1048575n).toString()), at);
  });

  it('is a positive 64-bit number without leading zeros', () => {
    for (const good of ['1', largestId]) assert.ok(isId(good));
    for (const bad of ['', '0', '01', '-1', '9223372036854775808', '1e3', ' 1', '1\n']) assert.ok(!isId(bad));
  });

  it('sorts newest first', () => {
    assert.deepEqual(['9', '10', '2'].sort(compareIdsDescending), ['10', '9', '2']);
  });
});
