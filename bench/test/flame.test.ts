import assert from 'node:assert/strict';
import { framesOf, type Profile } from '../src/flame/graph.js';
import { picture } from '../src/flame/picture.js';

const node = (id: number, functionName: string, url: string, children: number[] = []) => ({
  id,
  callFrame: { functionName, url },
  children,
});

const profile: Profile = {
  nodes: [
    node(1, '(root)', '', [2, 5, 6]),
    node(2, 'serve', 'file:///app/services/api/dist/http/route.js', [3, 4]),
    node(3, 'query', 'file:///app/node_modules/pg/lib/client.js'),
    node(4, 'Array<T>', ''),
    node(5, '(idle)', ''),
    node(6, '(garbage collector)', ''),
  ],
  samples: [3, 3, 4, 5, 6, 2],
  timeDeltas: [10, 20, 30, 1000, 40, 100],
};

describe('a flame graph', () => {
  it('adds up what a function and its callees took, without idle time', () => {
    const all = framesOf(profile);
    assert.equal(all.total, 200);
    const [serve, garbage] = [...all.callees.values()];
    assert.deepEqual([serve?.name, serve?.source, serve?.total], ['serve', 'ours', 160]);
    assert.deepEqual([garbage?.name, garbage?.source, garbage?.total], ['(garbage collector)', 'native', 40]);
    const [query] = [...(serve?.callees.values() ?? [])];
    assert.deepEqual([query?.source, query?.total], ['stores', 30]);
    assert.equal(framesOf(profile, 0.5).total, 140, 'the first half is left out');
  });

  it('is a picture with each function as wide as its share of the time', () => {
    const svg = picture(framesOf(profile), 'a < b');
    assert.match(svg, /<title>a &lt; b<\/title>/);
    assert.match(svg, /<title>serve 80\.0 %<\/title><rect x="0\.0" y="48" width="959\.5"/);
    assert.match(svg, /Array&lt;T&gt; 15\.0 %/);
    assert.doesNotMatch(svg, /idle/);
  });
});
