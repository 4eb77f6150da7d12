import assert from 'node:assert/strict';
import { addressOf, fileName, foreignKinds } from '../../src/k8s/definitions.js';

const manifests = [
  { apiVersion: 'v1', kind: 'Service' },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' },
  { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor' },
  { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor' },
  { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster' },
];

describe('definitions of operators', () => {
  it('are needed for kinds that are not of Kubernetes itself, each once', () => {
    assert.deepEqual(foreignKinds(manifests), [
      { group: 'monitoring.coreos.com', kind: 'ServiceMonitor' },
      { group: 'postgresql.cnpg.io', kind: 'Cluster' },
    ]);
  });

  it('are in files with the names that their authors use', () => {
    assert.equal(fileName({ group: 'keda.sh', kind: 'ScaledObject' }), 'keda.sh_scaledobjects.yaml');
    assert.equal(
      fileName({ group: 'keda.sh', kind: 'TriggerAuthentication' }),
      'keda.sh_triggerauthentications.yaml',
    );
    assert.equal(fileName({ group: 'example.org', kind: 'Policy' }), 'example.org_policies.yaml');
  });

  it('have the version that the manifests are checked against', () => {
    assert.equal(
      addressOf({ group: 'keda.sh', kind: 'ScaledObject' }),
      'https://raw.githubusercontent.com/kedacore/keda/v2.20.2/config/crd/bases/keda.sh_scaledobjects.yaml',
    );
    assert.throws(() => addressOf({ group: 'example.org', kind: 'Policy' }), /example\.org_policies\.yaml/);
  });
});
