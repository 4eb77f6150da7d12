import { randomBytes } from 'node:crypto';
import { mainJob } from '@feed/cli/commands/smoke/main-job';
import type { Steps } from '@feed/cli/system/steps';
import type { LoadReport } from '../../lib/load/generator.js';
import { registerCallers } from '../../lib/load/load.js';
import { foreignKinds } from '../definitions.js';
import { parseManifests } from '../manifest.js';
import { withApi } from './client.js';
import { installDefinitions, removeDefinition } from './definitions.js';
import { chooseNode, drain, type DrainOutcome, gatherApi, replicas, uncordon } from './drain.js';
import { createKubectl, type Kubectl } from './kubectl.js';
import { createLoadPod, removeLoadPod, underLoad } from './load-pod.js';
import { copyManifests, type Manifests } from './manifests.js';
import type { Options } from './options.js';
import { diagnose } from './pods.js';
import * as rollout from './rollout.js';

const callers = 8;
/** A worker with a tenth of a processor may be starting. */
const visibleMs = 120_000;
const freeTier = 'overlays/free-tier';

interface Undo {
  label: string;
  /** Whether it removes something, which `--keep` prevents. */
  removes: boolean;
  work: () => Promise<void>;
}

interface Test {
  kubectl: Kubectl;
  /** The kubectl that undoes the test; it also works after an interruption. */
  last: Kubectl;
  options: Options;
  steps: Steps;
  run: string;
  namespace: string;
  manifests: Manifests;
  /** Steps that run at the end, whatever happened, in reverse order. */
  undo: Undo[];
}

/**
 * Deploys on the cluster, updates the api and drains a node under load. Everything it created is removed at the end.
 * @param interrupted ends it early
 * @throws Error that names the promise that was broken
 */
export async function testOnCluster(options: Options, steps: Steps, interrupted: AbortSignal): Promise<void> {
  const run = randomBytes(4).toString('hex');
  const namespace = `feed-test-${run}`;
  const [kubectl, last] = [createKubectl(namespace, interrupted), createKubectl(namespace)];
  const manifests = copyManifests({ namespace, run, image: options.image });
  const test: Test = { kubectl, last, options, steps, run, namespace, manifests, undo: [] };
  try {
    await prepare(test);
    await deploy(test);
    await updateUnderLoad(test);
    if (options.drain) await drainUnderLoad(test);
  } catch (error) {
    steps.say(await diagnose(last));
    throw error;
  } finally {
    manifests.remove();
    await clean(test);
  }
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
  const remove = (name: string, work: Undo['work']) =>
    undo.push({ label: `removed: ${name}`, removes: true, work });
  remove(`namespace ${namespace}`, () => rollout.removeNamespace(last, namespace));
  await steps.run(`namespace ${namespace}, which enforces the restricted profile`, () =>
    rollout.createNamespace(kubectl, namespace, run),
  );
  const rendered = manifests.combinations.map((name) => ({ name, yaml: manifests.render(name) }));
  const kinds = foreignKinds(rendered.flatMap(({ yaml }) => parseManifests(yaml)));
  await steps.run('definitions of the operators', () =>
    installDefinitions(kubectl, kinds, options.crds, (name) =>
      remove(name, () => removeDefinition(last, name)),
    ),
  );
  for (const { name, yaml } of rendered) {
    const count = await steps.run(`${name}: server-side dry run`, () => rollout.dryRun(kubectl, yaml));
    steps.say(`    ${count} objects accepted, no warning`);
  }
}

async function deploy({ kubectl, options, steps, manifests }: Test): Promise<void> {
  const yaml = manifests.render(freeTier);
  const next = manifests.render(freeTier, { ...options.image, 'feed-api': 'feed-api:another-release' });
  await steps.run('free-tier: applied', () => rollout.apply(kubectl, yaml));
  await steps.run('free-tier: migrated', () => rollout.waitForMigration(kubectl, yaml));
  await steps.run('the next release would be accepted', () => rollout.dryRun(kubectl, next));
  await steps.run('free-tier: rolled out', () => rollout.waitForRollout(kubectl));
  await steps.run('the main job', () => useApi(kubectl));
}

/** Registers, follows, posts, likes, comments, shares, reads and deletes, as `feedctl smoke` does. */
const useApi = (kubectl: Kubectl): Promise<void> =>
  withApi(kubectl, (client) => mainJob({ client, visibleMs, onStep: () => undefined }));

async function updateUnderLoad(test: Test): Promise<void> {
  const { kubectl, options, steps, manifests } = test;
  const next = manifests.render(freeTier, { ...options.image, ...options.next });
  const isRelease = Object.keys(options.next).length > 0;
  const update = () => (isRelease ? rollout.release(kubectl, next) : rollout.restartApi(kubectl));
  steps.say(`    ${await callWhile(test, 'the api updated under load', {}, update)}`);
}

async function drainUnderLoad(test: Test): Promise<void> {
  const { kubectl, last, steps, run, undo } = test;
  const node = await chooseNode(kubectl);
  await steps.run(`${replicas} pods of the api, for a node to be drained`, () => gatherApi(kubectl, node));
  undo.push({ label: `${node} takes pods again`, removes: false, work: () => uncordon(last, node) });
  let outcome: DrainOutcome = { fewestReady: 0, rejected: false };
  const report = await callWhile(test, `${node} drained under load`, { notOn: node }, async () => {
    outcome = await drain(kubectl, node, run);
  });
  steps.say(`    ${report}; at least ${outcome.fewestReady} pods were ready`);
  if (outcome.fewestReady < 1)
    throw new Error('The disruption budget was violated: no pod of the api was ready.');
  if (!outcome.rejected) throw new Error('Another pod of the api could have been evicted meanwhile.');
  await steps.run('everything runs again', () => rollout.waitForRollout(kubectl));
  await steps.run('the main job once more', () => useApi(kubectl));
}

/** @returns a sentence about the requests */
async function callWhile(
  { kubectl, options, steps, run }: Test,
  label: string,
  place: { notOn?: string },
  work: () => Promise<void>,
): Promise<string> {
  const path = 'jsonpath={.spec.template.spec.containers[0].image}';
  const { stdout: image } = await kubectl.run(['get', 'deployment', 'api', '--output', path]);
  const tokens = await steps.run('callers', async () => {
    await createLoadPod(kubectl, { run, image, ...place });
    return withApi(kubectl, (client) => registerCallers(client, callers));
  });
  const settings = { url: 'http://api/graphql', tokens, rate: options.rate };
  const report: LoadReport = await steps.run(label, () => underLoad(kubectl, settings, work));
  await removeLoadPod(kubectl);
  return `${report.requests} requests, ${report.failed} failed, the slowest took ${report.slowestMs} ms`;
}

/** Undoes every step, and reports the ones that fail. */
async function clean({ options, steps, namespace, undo }: Test): Promise<void> {
  for (const { label, work } of undo.toReversed().filter(({ removes }) => !removes || !options.keep))
    await steps.run(label, work).catch((error: Error) => steps.say(error.message));
  if (options.keep) steps.say(`Kept: kubectl delete namespace ${namespace} removes it.`);
}
