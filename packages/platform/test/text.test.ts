import assert from 'node:assert/strict';
import { cutText, isBlank, isLonger, isShorter, textProblems } from '../src/text.js';

describe('texts', () => {
  it('are as long as they have code points', () => {
    assert.equal(isLonger('😀'.repeat(10), 10), false);
    assert.equal(isLonger('😀'.repeat(10), 9), true);
    assert.equal(isLonger('😀a'.repeat(5), 10), false);
    assert.equal(isLonger('a'.repeat(11), 10), true);
    assert.equal(isShorter('😀'.repeat(4), 8), true);
    assert.equal(isShorter('😀'.repeat(8), 8), false);
    assert.equal(isShorter('', 1), true);
  });

  it('are cut between code points', () => {
    assert.equal(cutText('a😀😀', 2), 'a😀');
    assert.equal(cutText('a😀', 2), 'a😀');
    assert.equal(cutText('😀'.repeat(100), 3), '😀😀😀');
  });

  it('are blank when nothing can be seen', () => {
    const blanks = [
      '',
      ' ',
      '\n\t\r',
      '\u200b',
      '\u3164',
      '\u00ad',
      '\ufeff',
      '\u2800',
      '\u202e',
      '\u{e0020}',
      '\u0007',
    ];
    for (const blank of blanks) assert.equal(isBlank(blank), true, JSON.stringify(blank));
    assert.equal(isBlank(blanks.join('')), true);
    for (const text of ['a', '\u0301', '😀', '.', '\u200ba', '\u0600'])
      assert.equal(isBlank(text), false, text);
  });

  it('report everything that is wrong with them', () => {
    assert.deepEqual(textProblems('fine\n', { max: 5 }), []);
    assert.deepEqual(textProblems('\u200b', { max: 5, required: true }), ['is required']);
    assert.deepEqual(textProblems('a\0\ud83d', { max: 2, min: 4 }), [
      'must be at least 4 characters long',
      'must be at most 2 characters long',
      'must not contain the NUL character',
      'must not contain half of a surrogate pair',
    ]);
    for (const text of ['a\nb', 'a\u2028b', 'a\u0085b', 'a\u001bb'])
      assert.deepEqual(textProblems(text, { max: 5, oneLine: true }), [
        'must not contain line breaks or control characters',
      ]);
  });
});
