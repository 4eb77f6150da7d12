import assert from 'node:assert/strict';
import { type Asset, sizeProblems } from '../../src/check/page-limits.js';

const views = ['console', 'feed', 'login', 'post'];
const page: Asset[] = [
  { name: 'page.js', bytes: 40_000 },
  { name: 'feed.js', bytes: 5000 },
  { name: 'post.js', bytes: 7000 },
  { name: 'login.js', bytes: 3000 },
  { name: 'console.js', bytes: 20_000 },
  { name: 'console-charts.js', bytes: 5000 },
  { name: 'style.css', bytes: 8000 },
];
const larger = (name: string, by = 1): Asset[] =>
  page.map((asset) => (asset.name === name ? { ...asset, bytes: asset.bytes + by } : asset));

describe('the limits of the page', () => {
  it('accept a page that is as large as they allow', () => {
    assert.deepEqual(sizeProblems(page, views), []);
  });

  for (const [name, part] of [
    ['page.js', 'the first view'],
    ['feed.js', 'the first view'],
    ['post.js', 'post.js'],
    ['console.js', 'the console'],
    ['console-charts.js', 'the console'],
    ['style.css', 'the styles'],
  ] as const)
    it(`reject one byte more in ${name}`, () => {
      const [problem = '', ...others] = sizeProblems(larger(name), views);
      assert.match(problem, new RegExp(part.replace('.', '\\.')));
      assert.deepEqual(others, []);
    });

  it('reject one byte more than all views may have together', () => {
    const [problem = '', ...others] = sizeProblems(larger('login.js', 1001), views);
    assert.match(problem, /all views/);
    assert.deepEqual(others, []);
  });

  it('count a script that belongs to no view in the first view', () => {
    assert.equal(sizeProblems([...page, { name: 'shared.js', bytes: 1 }], views).length, 1);
  });
});
