import { CommanderError } from 'commander';
import { ProcessError } from '@feed/cli/lib/process';
import { createSteps } from '@feed/cli/system/steps';
import { createKubectl } from './kubectl.js';
import { type Options, readOptions } from './options.js';
import { testOnCluster } from './run.js';

/** A terminal and the parent process may both deliver the same interruption. */
const sameMs = 1_000;

const advice = `This needs kubectl 1.27 or later, and a cluster that KUBECONFIG names. With Docker and kind, for example:

  kind create cluster --name feed --config scripts/src/k8s/test/kind.yaml
  kind load docker-image feed-api:TAG feed-worker:TAG --name feed
  make k8s-test ARGS="--image feed-api=feed-api:TAG --image feed-worker=feed-worker:TAG"
`;

/** Aborts at the first signal, so that everything is removed; a second signal ends the process immediately. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  let first = Number.POSITIVE_INFINITY;
  const onSignal = () => {
    if (Date.now() - first > sameMs) process.exit(1);
    first = Math.min(first, Date.now());
    controller.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  return controller.signal;
}

/** The version of the cluster's API server, or why there is none. */
async function findCluster(): Promise<{ version: string } | { problem: string }> {
  try {
    const answer = await createKubectl('default').json<{ serverVersion?: { gitVersion: string } }>([
      'version',
      '--request-timeout',
      '10s',
    ]);
    const version = answer.serverVersion?.gitVersion;
    return version === undefined ? { problem: 'no API server responds.' } : { version };
  } catch (error) {
    if (!(error instanceof ProcessError)) throw error;
    return { problem: error.reason.split('\n').at(-1) ?? '' };
  }
}

function parse(args: readonly string[]): Options {
  try {
    return readOptions(args);
  } catch (error) {
    process.exit(error instanceof CommanderError && error.exitCode === 0 ? 0 : 2);
  }
}

async function main(args: readonly string[]): Promise<number> {
  const options = parse(args);
  const cluster = await findCluster();
  if ('problem' in cluster) {
    process.stderr.write(`There is no cluster to test on: ${cluster.problem}\n\n${advice}`);
    return 3;
  }
  const interrupted = interruption();
  const steps = createSteps(process.stdout);
  steps.say(`Kubernetes ${cluster.version}`);
  try {
    await testOnCluster(options, steps, interrupted);
    steps.say('\nEverything passed.');
    return 0;
  } catch (error) {
    process.stderr.write(`\n${interrupted.aborted ? 'Interrupted.' : (error as Error).message}\n`);
    return 1;
  }
}

process.exit(await main(process.argv.slice(2)));
