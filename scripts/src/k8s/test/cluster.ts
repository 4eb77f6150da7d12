import type { Kubectl, KubectlError } from './kubectl.js';

/** There is nothing to test on, which is no failure of what would have been tested. */
export class NoClusterError extends Error {
  constructor(reason: string) {
    super(`There is no cluster to test on: ${reason}\n\n${advice}`);
    this.name = 'NoClusterError';
  }
}

const advice = `This needs kubectl 1.27 or later, and a cluster that KUBECONFIG names. One for trying, with Docker and kind:

  kind create cluster --name feed --config scripts/src/k8s/test/kind.yaml
  kind load docker-image feed-api:TAG feed-worker:TAG --name feed
  make k8s-test ARGS="--image feed-api=feed-api:TAG --image feed-worker=feed-worker:TAG"
`;

interface Version {
  serverVersion?: { gitVersion: string };
}

/** The version of the cluster's API server. @throws NoClusterError */
export async function requireCluster(kubectl: Kubectl): Promise<string> {
  const { serverVersion } = await kubectl
    .json<Version>(['version', '--request-timeout', '10s'])
    .catch((error: KubectlError) => {
      throw new NoClusterError(error.missing ? 'kubectl is not installed.' : lastLine(error.reason));
    });
  if (!serverVersion) throw new NoClusterError('no API server answers.');
  return serverVersion.gitVersion;
}

const lastLine = (text: string): string => text.split('\n').at(-1) ?? '';
