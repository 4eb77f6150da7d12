import { randomBytes } from 'node:crypto';
import type { Steps } from '@feed/cli/system/steps';
import { foreignKinds } from '../definitions.js';
import { parseManifests } from '../manifest.js';
import { registerCallers, useApi } from './accounts.js';
import { apply, dryRun, waitForMigration, waitForRollout } from './apply.js';
import { requireCluster } from './cluster.js';
import { installDefinitions, removeDefinition } from './definitions.js';
import { diagnose } from './diagnosis.js';
import { chooseNode, drain, gatherApi, replicas, uncordon } from './drain.js';
import { createKubectl, type Kubectl } from './kubectl.js';
import type { LoadReport } from './load/generator.js';
import { underLoad } from './load/load.js';
import { createLoadPod, removeLoadPod } from './load/pod.js';
import { copyManifests, type Manifests } from './manifests.js';
import { createNamespace, removeNamespace } from './namespace.js';
import type { Options } from './options.js';
import { release, restartApi } from './rollout.js';

interface Undo {
  label: string;
  /** Left out when what was made is to be kept. */
  removes: boolean;
  work: () => Promise<void>;
}

interface Test {
  kubectl: Kubectl;
  /** For what is left to do at the end, even when the test was interrupted. */
  last: Kubectl;
  options: Options;
  steps: Steps;
  run: string;
  namespace: string;
  manifests: Manifests;
  /** What to do at the end, whatever happened, in reverse order. */
  undo: Undo[];
}

/**
 * @param interrupted ends it early
 * @throws NoClusterError, or Error that says what does not hold; what was made is removed before
 */
export async function testOnCluster(options: Options, steps: Steps, interrupted: AbortSignal): Promise<void> {
  const run = randomBytes(4).toString('hex');
  const namespace = `feed-test-${run}`;
  const kubectl = createKubectl(namespace, interrupted);
  const last = createKubectl(namespace);
  steps.say(`Kubernetes ${await requireCluster(kubectl)}, namespace ${namespace}`);
  const manifests = copyManifests({ namespace, run, image: options.image });
  const test: Test = { kubectl, last, options, steps, run, namespace, manifests, undo: [] };
  try {
    await pass(test);
  } catch (error) {
    steps.say(await diagnose(last));
    throw error;
  } finally {
    manifests.remove();
    await clean(test);
  }
}

async function pass(test: Test): Promise<void> {
  await prepare(test);
  await deploy(test);
  await updateUnderLoad(test);
  if (test.options.drain) await drainUnderLoad(test);
}

async function prepare({
  kubectl,
  last,
  options,
  steps,
  run,
  namespace,
  manifests,
  undo,
}: Test): Promise<void> {
  undo.push({
    label: `removed: namespace ${namespace}`,
    removes: true,
    work: () => removeNamespace(last, namespace),
  });
  await steps.run('a namespace that enforces the restricted profile', () =>
    createNamespace(kubectl, namespace, run),
  );
  const rendered = manifests.combinations.map((name) => ({ name, yaml: manifests.render(name) }));
  const made = await steps.run('definitions of the operators', () =>
    installDefinitions(
      kubectl,
      foreignKinds(rendered.flatMap(({ yaml }) => parseManifests(yaml))),
      options.crds,
      (name) =>
        undo.push({ label: `removed: ${name}`, removes: true, work: () => removeDefinition(last, name) }),
    ),
  );
  steps.say(`    ${made} were not there`);
  for (const { name, yaml } of rendered) {
    const count = await steps.run(`${name}: server-side dry run`, () => dryRun(kubectl, yaml));
    steps.say(`    ${count} objects accepted, no warning`);
  }
}

async function deploy({ kubectl, options, steps, manifests }: Test): Promise<void> {
  const yaml = manifests.render('overlays/free-tier');
  await steps.run('free-tier: applied', () => apply(kubectl, yaml));
  await steps.run('free-tier: migrated', () => waitForMigration(kubectl, yaml));
  const next = { ...options.image, 'feed-api': 'feed-api:another-release' };
  await steps.run('the next release would be accepted at once', () =>
    dryRun(kubectl, manifests.render('overlays/free-tier', next)),
  );
  await steps.run('free-tier: rolled out', () => waitForRollout(kubectl));
  await steps.run('the main job, through a port-forward', () => useApi(kubectl));
}

async function updateUnderLoad(test: Test): Promise<void> {
  const { kubectl, options, steps, manifests } = test;
  const image = { ...options.image, ...options.next };
  const update = Object.keys(options.next).length
    ? () => release(kubectl, manifests.render('overlays/free-tier', image))
    : () => restartApi(kubectl);
  const report = await callWhile(test, 'the api updated under load', {}, update);
  steps.say(`    ${describe(report)}`);
}

async function drainUnderLoad(test: Test): Promise<void> {
  const { kubectl, last, steps, run, undo } = test;
  const node = await chooseNode(kubectl);
  await steps.run(`${replicas} pods of the api, for a node to be drained`, () => gatherApi(kubectl, node));
  undo.push({ label: `${node} takes pods again`, removes: false, work: () => uncordon(last, node) });
  let outcome = { fewestReady: 0, refused: false };
  const report = await callWhile(test, `${node} drained under load`, { notOn: node }, async () => {
    outcome = await drain(kubectl, node, run);
  });
  steps.say(`    ${describe(report)}; ${outcome.fewestReady} ready at the least`);
  if (outcome.fewestReady < 1)
    throw new Error('The disruption budget was not respected: no pod of the api was ready.');
  if (!outcome.refused) throw new Error('A further pod of the api could have been evicted meanwhile.');
  await steps.run('all runs again', () => waitForRollout(kubectl));
  await steps.run('the main job once more', () => useApi(kubectl));
}

async function callWhile(
  { kubectl, options, steps, run }: Test,
  label: string,
  place: { notOn?: string },
  work: () => Promise<void>,
): Promise<LoadReport> {
  const image = await imageOfApi(kubectl);
  const tokens = await steps.run('callers', async () => {
    await createLoadPod(kubectl, { run, image, ...place });
    return registerCallers(kubectl);
  });
  const settings = { url: 'http://api/graphql', tokens, rate: options.rate };
  const { report } = await steps.run(label, () => underLoad(kubectl, settings, work));
  await removeLoadPod(kubectl);
  return report;
}

async function imageOfApi(kubectl: Kubectl): Promise<string> {
  const path = 'jsonpath={.spec.template.spec.containers[0].image}';
  return (await kubectl.run(['get', 'deployment', 'api', '--output', path])).stdout;
}

const describe = ({ requests, failed, slowestMs }: LoadReport): string =>
  `${requests} requests, ${failed} failed, the slowest took ${slowestMs} ms`;

/** Goes on when something cannot be done, and says so. */
async function clean({ options, steps, namespace, undo }: Test): Promise<void> {
  const wanted = undo.reverse().filter(({ removes }) => !removes || !options.keep);
  for (const { label, work } of wanted)
    await steps.run(label, work).catch((error: Error) => steps.say(error.message));
  if (options.keep) steps.say(`Kept: kubectl delete namespace ${namespace} removes it.`);
}
