import assert from 'node:assert/strict';
import { pinImages, readPin } from '../../src/k8s/pin.js';

const digest = `sha256:${'a1'.repeat(32)}`;

describe('pinning images', () => {
  it('writes the digests into the kustomization, and leaves the rest as it is', () => {
    const pin = readPin(`feed-api=registry.example.org:5000/me/feed-api:1.2.0@${digest}`);
    const first = pinImages('# why\nresources:\n  - ../../base\n', [pin]);
    assert.equal(
      first,
      `# why\nresources:\n  - ../../base\nimages:\n  - name: feed-api\n    newName: registry.example.org:5000/me/feed-api\n    digest: ${digest}\n`,
    );
    const other = `sha256:${'b2'.repeat(32)}`;
    const second = pinImages(first, [readPin(`feed-api=me/feed-api@${other}`)]);
    assert.equal(second.match(/name: feed-api$/gm)?.length, 1);
    assert.ok(second.includes(other) && !second.includes(digest));
  });

  it('rejects references that may change', () => {
    for (const text of [
      'feed-api=me/feed-api:1.2.0',
      'feed-api',
      `nginx=nginx@${digest}`,
      'feed-api=x@sha256:12',
    ])
      assert.throws(() => readPin(text), /is not NAME=IMAGE@sha256/, text);
  });
});
