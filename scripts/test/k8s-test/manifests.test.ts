import assert from 'node:assert/strict';
import { parseImage } from '@feed/scripts/k8s/test/manifests';

describe('references of images', () => {
  it('are taken apart, ports of registries included', () => {
    const digest = `sha256:${'0'.repeat(64)}`;
    assert.deepEqual(parseImage('feed-api'), { newName: 'feed-api', newTag: 'latest' });
    assert.deepEqual(parseImage('localhost:5000/feed/api:1.2'), {
      newName: 'localhost:5000/feed/api',
      newTag: '1.2',
    });
    assert.deepEqual(parseImage('localhost:5000/api'), { newName: 'localhost:5000/api', newTag: 'latest' });
    assert.deepEqual(parseImage(`feed-api:1@${digest}`), { newName: 'feed-api', digest });
  });
});
