import { one, parseManifests } from '../manifest.js';
import type { Kubectl } from './kubectl.js';

const serverSide = ['apply', '--server-side', '--field-manager', 'feed-test', '--filename', '-'];
const migrationMs = 300_000;
const rolloutMs = 300_000;

/**
 * Lets the API server judge it, admission included, and changes nothing.
 * @returns how many objects it accepted
 * @throws Error when it refuses one or warns: of a field that it does not know, or of pods that could not be made
 */
export async function dryRun(kubectl: Kubectl, yaml: string): Promise<number> {
  const { stdout, stderr } = await kubectl.run([...serverSide, '--dry-run=server'], { input: yaml });
  const warnings = stderr.split('\n').filter((line) => line.startsWith('Warning:'));
  if (warnings.length > 0) throw new Error(warnings.join('\n'));
  return stdout.trim().split('\n').length;
}

export async function apply(kubectl: Kubectl, yaml: string): Promise<void> {
  await kubectl.run([...serverSide, '--force-conflicts'], { input: yaml });
}

/**
 * @param yaml what was applied: the job of each image has a name of its own
 * @throws Error when it fails or takes too long
 */
export async function waitForMigration(kubectl: Kubectl, yaml: string): Promise<void> {
  const job = `job/${one(parseManifests(yaml), 'Job', 'migrate').metadata.name}`;
  const wait = ['wait', '--for', 'condition=Complete', job, '--timeout', `${migrationMs / 1000}s`];
  await kubectl.run(wait, { timeoutMs: migrationMs + 10_000 });
}

/** Waits until every Deployment and StatefulSet runs what it should. */
export async function waitForRollout(kubectl: Kubectl, ...names: string[]): Promise<void> {
  for (const name of names.length > 0 ? names : await workloads(kubectl))
    await kubectl.run(['rollout', 'status', name, '--timeout', `${rolloutMs / 1000}s`], {
      timeoutMs: rolloutMs + 10_000,
    });
}

async function workloads(kubectl: Kubectl): Promise<string[]> {
  const { stdout } = await kubectl.run(['get', 'statefulsets,deployments', '--output', 'name']);
  return stdout.trim().split('\n');
}
