import assert from 'node:assert/strict';
import { normalizeUsername, usernameProblems } from '../../src/rules/usernames.js';

const problemsOf = (typed: string): string[] => usernameProblems(normalizeUsername(typed));
const cases = (expected: string[], names: readonly string[]): void => {
  for (const name of names)
    assert.deepEqual(problemsOf(name), expected, `${name}: ${encodeURIComponent(name.toWellFormed())}`);
};
describe('usernames', () => {
  it('may be written in any language', () => {
    const names = [
      'ada',
      'José',
      'Jose\u0301',
      'Zoë_2',
      'j.o-e+x@y',
      'हिन्दी',
      'ภาษาไทย',
      'தமிழ்',
      'မြန်မာ',
      'བོདཡིག',
    ];
    cases([], names);
    cases(
      [],
      [
        'Αθηνά',
        'Москва',
        'עברית',
        'العربية',
        '東京タワー',
        '山田abc',
        '김철수',
        '小明ㄅ',
        'ᏣᎳᎩ',
        '١٢٣سلام',
        'Ελένη1',
      ],
    );
    cases([], ['𠮷野家', 'ﾃｽﾄ様', 'Ａｄａ']);
  });

  it('contain no invisible characters', () => {
    const invisible = [
      '\u3164',
      '\u115f',
      '\uffa0',
      '\u200b',
      '\u200d',
      '\u202e',
      '\u2066',
      '\u00ad',
      '\ufeff',
      '\ufe0f',
      '\u034f',
      '\u180e',
      '\u{e0061}',
      '\u{16fe4}',
    ];
    cases(
      ['must not contain invisible characters'],
      invisible.map((character) => `ad${character}a`),
    );
  });

  it('contain nothing but letters, marks, digits and a few signs', () => {
    cases(
      ['may only contain letters, digits and @ . + - _'],
      [
        '<b>',
        'a b c',
        'tab\there',
        'line\nbreak',
        'a"b"',
        'user_1,',
        'a/b',
        '😀😀😀',
        'a\u2800b',
        'a\u0007b',
        'a·b',
      ],
    );
  });

  it('do not mix scripts', () => {
    cases(
      ['must not mix letters of different scripts'],
      ['аdmin', 'pаypal', 'Αda', 'adаm', 'москвa', '東京а', 'ᎪᎠMIN', 'abcไทย'],
    );
    cases(['must not mix letters of different scripts'], ['𓀀𓀁𓀂', 'ada৪']);
    cases(['must not mix digits of different scripts'], ['ไทย1๑', 'سلام1٢']);
  });

  it('have no stray marks', () => {
    cases(
      ['must not contain stray or repeated combining marks'],
      [
        '\u0301ada',
        'ada_\u0301',
        `z${'\u0301'.repeat(2)}z`,
        'z\u0302\u0303\u0304\u0306\u0307\u030az'.normalize('NFD'),
        'ิไทย',
      ],
    );
  });

  it('are not reserved, and do not look as if they were', () => {
    const reserved = ['admin', 'ADMIN', 'Root', 'support', 'graphql'];
    cases(
      ['is reserved'],
      [...reserved, 'ad.min', '_admin_', 'a-d-m-i-n', 'ｒｏｏｔ', 'ádmín', 'admİn', 'admın'],
    );
    cases(['is reserved'], ['adm1n', 'admln', 'admIn', 'adrnin', 'r00t']);
    // These are wholly Cyrillic, Greek and Cherokee.
    cases(['is reserved'], ['ѕуѕор', 'ΙΝϜΟ', 'ᎳᎳᎳ']);
    cases([], ['adminton', 'rooted', 'badmin', 'ada.admin', 'supporter', 'Сара', 'ΑΝΝΑ']);
  });

  it('have 3 to 150 characters', () => {
    cases(['must be at least 3 characters long'], ['ab', '', ' a ', '𠮷𠮷']);
    cases(['must be at most 150 characters long'], ['𠮷'.repeat(151)]);
    cases([], ['𠮷'.repeat(150), '𠮷'.repeat(3)]);
    cases(['must not contain the NUL character'], ['nul\0nul']);
    cases(['must not contain half of a surrogate pair'], ['half\ud83d']);
  });
});
