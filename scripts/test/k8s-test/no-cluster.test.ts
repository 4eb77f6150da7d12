import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/k8s/test/main.ts', import.meta.url));

function k8sTest(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, KUBECONFIG: '/dev/null' };
  return spawnSync(process.execPath, [...process.execArgv, main, ...args], { encoding: 'utf8', env });
}

describe('make k8s-test', () => {
  it('reports that there is no cluster, and how to get one', () => {
    const { status, stderr } = k8sTest();
    assert.equal(status, 3);
    assert.match(stderr, /^There is no cluster to test on: .+\n\n.*KUBECONFIG.*\n\n {2}kind create cluster/m);
  });

  it('has a different exit code for a wrong command line', () => {
    const { status, stderr } = k8sTest('--image', 'feed-api');
    assert.equal(status, 2);
    assert.match(stderr, /a name of the manifests, "=", and a reference/);
  });
});
