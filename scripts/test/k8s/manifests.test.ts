import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { defaultDeadlineMs } from '@feed/platform/lifecycle';
import { brokenRules } from '../../src/k8s/check/rules.js';
import { containerOf, one, parseManifests, podOf, type Manifest } from '../../src/k8s/manifest.js';
import { copyTree, hasKubectl } from '../../src/k8s/tree.js';

describe('the manifests', () => {
  const rendered = new Map<string, Manifest[]>();
  before('kubectl is needed', function () {
    if (!hasKubectl()) this.skip();
    const tree = copyTree();
    for (const name of tree.combinations) rendered.set(name, parseManifests(tree.render(name)));
    tree.remove();
  });
  const overlay = (name: string): Manifest[] => rendered.get(`overlays/${name}`) ?? [];

  it('follow the rules of this repository in every combination', () => {
    assert.ok(rendered.size >= 9);
    for (const [name, manifests] of rendered) assert.deepEqual(brokenRules(manifests), [], name);
  });

  const faults: [string, (copy: Manifest[]) => void][] = [
    ['may gain privileges', (copy) => delete api(copy).securityContext.allowPrivilegeEscalation],
    ['keeps capabilities', (copy) => delete api(copy).securityContext.capabilities],
    ['may write to its root', (copy) => (api(copy).securityContext.readOnlyRootFilesystem = false)],
    ['has no memory limit', (copy) => delete api(copy).resources],
    ['has an image without a version', (copy) => (api(copy).image = 'feed-api:latest')],
    ['has an image without a version', (copy) => (api(copy).image = 'registry:5000/feed-api')],
    ['has no startup probe', (copy) => delete api(copy).startupProbe],
    ['may run as root', (copy) => delete pod(copy).securityContext.runAsNonRoot],
    ['has a token for the API', (copy) => delete pod(copy).automountServiceAccountToken],
    ['shares a service account', (copy) => (pod(copy).serviceAccountName = 'default')],
    ['hands out tokens', (copy) => delete one(copy, 'ServiceAccount', 'api').automountServiceAccountToken],
    ['has no label', (copy) => delete one(copy, 'Deployment', 'api').metadata.labels],
  ];
  for (const [expected, plant] of faults)
    it(`are rejected when one ${expected}`, () => {
      const copy = structuredClone(overlay('free-tier'));
      plant(copy);
      assert.match(brokenRules(copy).join('\n'), new RegExp(expected));
    });

  it('give the services the time that a shutdown takes', () => {
    for (const name of ['free-tier', 'managed', 'production'])
      for (const service of ['api', 'worker']) {
        const deployment = one(overlay(name), 'Deployment', service);
        const sleep = containerOf(deployment).lifecycle?.preStop?.sleep?.seconds ?? 0;
        const grace = podOf(deployment).terminationGracePeriodSeconds ?? 0;
        assert.ok(grace > sleep + defaultDeadlineMs / 1000, `${service} of ${name}`);
      }
  });

  it('name a new configuration and a new secret by their contents', () => {
    for (const [kind, name] of [
      ['ConfigMap', 'api'],
      ['Secret', 'feed-secrets'],
    ] as const) {
      const object = one(overlay('free-tier'), kind, name).metadata.name;
      assert.match(object, /-[a-z0-9]{10}$/);
      assert.ok(JSON.stringify(one(overlay('free-tier'), 'Deployment', 'api')).includes(`"${object}"`));
    }
  });

  it('keep the owner of the tables from the services', () => {
    for (const name of ['free-tier', 'managed', 'production']) {
      const mounted = (kind: string, object: string): string =>
        JSON.stringify(podOf(one(overlay(name), kind, object)));
      for (const service of ['api', 'worker']) {
        const text = mounted('Deployment', service);
        assert.match(text, /"path":"DATABASE_URL"/, `${service} of ${name}`);
        assert.doesNotMatch(text, /MIGRATION_DATABASE_URL|POSTGRES_PASSWORD|feed-postgres-app/);
      }
      const job = overlay(name).find(({ kind }) => kind === 'Job');
      const migration = JSON.stringify(job);
      for (const path of ['DATABASE_URL', 'MIGRATION_DATABASE_URL'])
        assert.ok(migration.includes(`"path":"${path}"`), `${path} of ${name}`);
    }
    const cluster = JSON.stringify(one(overlay('production'), 'Cluster', 'feed-postgres'));
    const secret = overlay('production').find(
      ({ kind, metadata }) => kind === 'Secret' && metadata.name.startsWith('feed-service-role-'),
    );
    assert.ok(secret && cluster.includes(`"passwordSecret":{"name":"${secret.metadata.name}"}`));
  });

  it('deny what no policy allows', () => {
    for (const name of ['free-tier', 'managed', 'production'])
      assert.deepEqual(one(overlay(name), 'NetworkPolicy', 'default-deny').spec, {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
      });
  });

  it('leave secrets out of git', () => {
    const { stdout } = spawnSync('git', ['ls-files', 'deploy/k8s'], { encoding: 'utf8' });
    assert.match(stdout, /secrets\.env\.example/);
    assert.doesNotMatch(stdout, /secrets\.env$|\.crt$/m);
  });
});

const pod = (manifests: Manifest[]) => podOf(one(manifests, 'Deployment', 'api'));
const api = (manifests: Manifest[]) => containerOf(one(manifests, 'Deployment', 'api'));
