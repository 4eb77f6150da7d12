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

/** @throws Error with the job's log when it fails */
export async function waitForMigration(kubectl: Kubectl): Promise<void> {
  const wait = ['wait', '--for', 'condition=Complete', 'job/migrate', '--timeout', `${migrationMs / 1000}s`];
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
