import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isoText } from '../../src/kit/iso-text.js';

describe('isoText', () => {
  it('returns the text of toISOString', () => {
    const anyDate = fc.date({ noInvalidDate: true });
    fc.assert(fc.property(anyDate, (date) => assert.equal(isoText(date), date.toISOString())));
  });

  it('does so at the ends of days and years, before and after 1970', () => {
    const moments = [0, -1, 1, 86_399_999, 86_400_000, -86_400_000, Date.UTC(9999, 11, 31, 23, 59, 59, 999)];
    for (const moment of moments) assert.equal(isoText(new Date(moment)), new Date(moment).toISOString());
  });

  it('rejects invalid dates', () => {
    assert.throws(() => isoText(new Date('never')), RangeError);
  });
});
