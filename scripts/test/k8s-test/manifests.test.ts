import assert from 'node:assert/strict';
import { copyManifests, parseImage } from '../../src/k8s/test/manifests.js';
import { one, parseManifests } from '../../src/k8s/manifest.js';
import { hasKubectl } from '../../src/k8s/tree.js';

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

describe('the migration of each image', () => {
  before('kubectl is needed', function () {
    if (!hasKubectl()) this.skip();
  });

  it('is a separate job, because an existing one cannot be changed', () => {
    const manifests = copyManifests({ namespace: 'test', run: '1', image: {} });
    const names = ['feed-api:1', 'feed-api:2', 'feed-api:1'].map((image) => {
      const yaml = manifests.render('overlays/free-tier', { 'feed-api': image });
      return one(parseManifests(yaml), 'Job', 'migrate').metadata.name;
    });
    manifests.remove();
    assert.match(names[0] ?? '', /^migrate-[a-z0-9]{10}$/);
    assert.notEqual(names[0], names[1]);
    assert.equal(names[0], names[2]);
  });
});
