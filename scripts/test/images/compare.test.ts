import assert from 'node:assert/strict';
import { differences } from '../../src/images/compare.js';
import type { Entry } from '../../src/images/files.js';

describe('the comparison of images', () => {
  const file: Entry = {
    path: '/feed/main.js',
    kind: 'file',
    mode: '644',
    owner: '0:0',
    modified: 0,
    size: 3,
    content: 'aa',
  };
  const other: Entry = { ...file, path: '/feed/other.js' };

  it('reports nothing for the same files in a different order', () => {
    assert.deepEqual(differences([file, other], [{ ...other }, { ...file }]), []);
  });

  it('reports files that only one of them has', () => {
    assert.deepEqual(differences([file], [other]), [
      '/feed/main.js: only in the first',
      '/feed/other.js: only in the second',
    ]);
  });

  const planted: Partial<Entry>[] = [
    { kind: 'link' },
    { mode: '755' },
    { owner: '1000:1000' },
    { modified: 1 },
    { size: 4 },
    { content: 'bb' },
  ];
  for (const difference of planted) {
    const [aspect = ''] = Object.keys(difference);
    it(`reports a different ${aspect}`, () => {
      const [found, ...more] = differences([file, other], [{ ...file, ...difference }, other]);
      assert.match(found ?? '', new RegExp(`^/feed/main.js: ${aspect} `));
      assert.deepEqual(more, []);
    });
  }
});
