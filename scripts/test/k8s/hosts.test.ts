import assert from 'node:assert/strict';
import { hostDifferences } from '../../src/k8s/check/hosts.js';
import { containerOf, one, parseManifests, podOf, type Manifest } from '../../src/k8s/manifest.js';
import { copyTree, hasKubectl } from '../../src/k8s/tree.js';

describe('the overlay of the small hosts', () => {
  let manifests: Manifest[];
  before('kubectl is needed', function () {
    if (!hasKubectl()) this.skip();
    const tree = copyTree();
    manifests = parseManifests(tree.render('overlays/free-tier'));
    tree.remove();
  });

  it('has exactly the limits of the hosts', () => {
    assert.deepEqual(hostDifferences(manifests), []);
  });

  const faults: [string, RegExp, (copy: Manifest[]) => void][] = [
    ['memory', /^api memory of api is 1024000000,/, (copy) => limit(copy, 'api', { memory: '1024M' })],
    ['CPU', /^worker CPU of worker is 0.5,/, (copy) => limit(copy, 'worker', { cpu: '500m' })],
    [
      'replicas',
      /^worker replicas is 2,.*\na rollout takes 18 connections, of 15$/,
      (copy) => Object.assign(one(copy, 'Deployment', 'worker').spec ?? {}, { replicas: 2 }),
    ],
    [
      'a pool',
      /^api pool is 5,.*\na rollout takes 16 connections, of 15$/,
      (copy) => Object.assign(one(copy, 'ConfigMap', 'api').data ?? {}, { DATABASE_POOL_MAX: '5' }),
    ],
    [
      'what waits before the worker',
      /^worker memory of wait-for-schema is NaN,/,
      (copy) =>
        delete podOf(one(copy, 'Deployment', 'worker')).initContainers?.[0]?.resources?.limits?.['memory'],
    ],
    [
      'storage',
      /^postgres storage is 1000000000,/,
      (copy) => {
        const [data] = one(copy, 'StatefulSet', 'postgres').spec?.volumeClaimTemplates ?? [];
        if (data) data.spec.resources.requests.storage = '1G';
      },
    ],
    [
      'connections',
      /^postgres connections is false,/,
      (copy) =>
        replaceArgument(one(copy, 'StatefulSet', 'postgres'), 'max_connections=60', 'max_connections=100'),
    ],
    [
      'flags of Redis',
      /^redis maxmemory-policy is allkeys-lru,/,
      (copy) => replaceArgument(one(copy, 'Deployment', 'redis'), 'noeviction', 'allkeys-lru'),
    ],
  ];
  for (const [what, expected, plant] of faults)
    it(`is seen to differ in ${what}`, () => {
      const copy = structuredClone(manifests);
      plant(copy);
      assert.match(hostDifferences(copy).join('\n'), expected);
    });
});

function limit(manifests: Manifest[], name: string, limits: Record<string, string>): void {
  Object.assign(containerOf(one(manifests, 'Deployment', name)).resources?.limits ?? {}, limits);
}

function replaceArgument(manifest: Manifest, from: string, to: string): void {
  const container = containerOf(manifest);
  container.args = container.args?.map((argument) => (argument === from ? to : argument)) ?? [];
}
