import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type WordList, wordProblems } from '../../src/check/word-problems.js';

const url = new URL('../../src/check/words.json', import.meta.url);
const list = JSON.parse(readFileSync(url, 'utf8')) as WordList;
const find = (text: string, words: WordList = list) => wordProblems('docs/page.md', text, words);

describe('words', () => {
  it('are found with their place and what to write instead', () => {
    const found = find('A good sentence.\nIt is built Anew, and Nobody knows.\n');
    assert.equal(found.length, 2);
    assert.match(found[0] ?? '', /^docs\/page\.md:2: instead of "Anew" write: again/);
    assert.match(found[1] ?? '', /^docs\/page\.md:2: instead of "Nobody" write: /);
  });

  it('are found whatever stands around them', () => {
    const planted = [
      '  /** Of the first error. */',
      '# The worker mends it.',
      "it('belongs into a list'",
      '"as ever"',
    ];
    for (const line of planted) assert.equal(find(line).length, 1, line);
  });

  it('are left alone within other words, in allowed quotes and in skipped files', () => {
    assert.deepEqual(find('An amendment recommends what belongs in it; a lock stands in for a queue.'), []);
    const quoting = { ...list, allowed: ['"nobody is here"'] };
    assert.deepEqual(find('It said "nobody is here".', quoting), []);
    assert.equal(find('It said "nobody is here" to somebody.', quoting).length, 1);
    assert.deepEqual(wordProblems('services/api/CHANGELOG.md', 'mended', list), []);
  });

  it("are left alone where they are data, such as the system's user nobody", () => {
    const data = [
      "['postgres', 'nobody']",
      "'postgres://nobody@127.0.0.1'",
      'const nobody = 1;',
      'nobody.code',
      '{ nobody }',
    ];
    for (const line of data) assert.deepEqual(find(line), [], line);
    for (const line of [
      '// nobody waits',
      "it('that nobody takes', …)",
      'seen by everybody.',
      "somebody's post",
    ])
      assert.equal(find(line).length, 1, line);
  });

  it('are never proposed instead of each other', () => {
    for (const { write } of list.avoid) assert.deepEqual(find(write), [], write);
  });
});
