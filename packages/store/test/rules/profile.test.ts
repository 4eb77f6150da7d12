import assert from 'node:assert/strict';
import { isEmailAddress } from '../../src/rules/email-addresses.js';
import { bioProblems, nameProblems } from '../../src/rules/profile.js';

describe('first and last names', () => {
  it('may be whatever people are called', () => {
    const names = [
      '',
      'Ann',
      'Jean-Luc',
      "O'Neil",
      'J. R. R.',
      'Dr. Smith',
      'St. John',
      'A.B.',
      'J.Smith',
      'Ph.D.',
      'Kumar s/o Raj',
      'José',
      'Jose\u0301',
      'שלום',
      'می\u200cخواهم',
      '👩‍👩‍👧',
      '李小龍',
      'X Æ A-12',
      'AC/DC',
      '10:30',
    ];
    for (const name of names) assert.deepEqual(nameProblems(name), [], name);
  });

  it('are of one line, visible, and in their place', () => {
    const line = 'must not contain line breaks or control characters';
    for (const name of ['Ann\r\nWin', 'Ann\nWin', 'Ann\u2028Win', 'Ann\u0085', 'Ann\u0007', 'tab\there'])
      assert.deepEqual(nameProblems(name), [line], JSON.stringify(name));
    for (const name of ['\u200b', '\u3164', ' \u2800 ', '\u00ad'])
      assert.deepEqual(nameProblems(name), ['has no visible characters'], JSON.stringify(name));
    for (const name of ['Ann\u202egpj', '\u2066Ann', 'Ann\u200f', 'Ann\u061c'])
      assert.deepEqual(nameProblems(name), [
        'must not contain characters that change the direction of writing',
      ]);
    assert.deepEqual(nameProblems('😀'.repeat(150)), []);
    assert.deepEqual(nameProblems('😀'.repeat(151)), ['must be at most 150 characters long']);
  });

  it('contain no web address', () => {
    const links = [
      'http://spam.example',
      'see https://x.y',
      'www.spam',
      'Win at spam.example',
      'spam.example/win',
      't.co/abc',
      'spam．example',
      'spam。example',
      'ｗｗｗ.spam',
      'пример.рф',
      'ftp://x',
    ];
    for (const name of links) assert.deepEqual(nameProblems(name), ['must not contain a web address'], name);
  });
});

it('a biography may have lines, addresses and any direction of writing', () => {
  assert.deepEqual(bioProblems('one\r\ntwo\thttps://a.example \u2067שלום\u2069'), []);
  assert.deepEqual(bioProblems('😀'.repeat(1_001)), ['must be at most 1000 characters long']);
});

describe('e-mail addresses', () => {
  it('are words with single dots, and a domain', () => {
    const good = [
      'a@b.de',
      'a.b@example.org',
      "o'neil+tag@sub.example.co.uk",
      'x_y-z@xn--bcher-kva.example',
      'A@B.ORG',
      `${'x'.repeat(64)}@c.de`,
      '1@2.de',
      '!#$%&*/=?^`{|}~@x.org',
    ];
    for (const address of good) assert.equal(isEmailAddress(address), true, address);
  });

  it('are nothing else', () => {
    const bad = [
      '',
      'a',
      'a@',
      '@b.de',
      'a@b',
      'a..b@example.org',
      '.a@example.org',
      'a.@example.org',
      'a@b..c',
      'a@.b.c',
      'a@b.c.',
      'a b@c.de',
      'a@-b.de',
      'a@b-.de',
      'a@b.1',
      'a@127.0.0.1',
      'a@[127.0.0.1]',
      '"a b"@c.de',
      'a@b@c.de',
      'a,b@c.de',
      '<a@b.de>',
      `${'x'.repeat(65)}@c.de`,
      `a@${'x'.repeat(64)}.de`,
      `${'x'.repeat(60)}@${'y.'.repeat(100)}de`,
      'a\n@b.de',
      'a@b.de\n',
      'a@b.de\r\nBcc: c@d.de',
      'a\0@b.de',
      'a\ud83d@b.de',
    ];
    for (const address of bad) assert.equal(isEmailAddress(address), false, JSON.stringify(address));
    for (const address of [
      'a\u200b@example.org',
      'jos\u00e9@example.org',
      'a@b\u00fccher.de',
      'а@example.org',
      'a@example\u3002org',
      'a\u00ad@b.de',
      'a@b.de\ufeff',
    ])
      assert.equal(isEmailAddress(address), false, JSON.stringify(address));
  });
});
