import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { CodedError } from '@feed/platform/errors';
import { askGit, git } from '@feed/cli/lib/git';
import { readServices, sharedInputs, type Service } from './services.js';

const lerna = createRequire(import.meta.url).resolve('lerna/dist/cli.js');

/**
 * The services whose image differs from what it was at `ref`: they, or a package that they are built on, or something
 * that all images are built from has changed since, in commits or in files that git knows.
 * @throws CodedError when there is no such ref
 */
export function changedServices(root: string, ref: string): Service[] {
  if (askGit(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], root) === undefined)
    throw new CodedError('INVALID_INPUT', `git knows no commit "${ref}"; a shallow clone lacks old ones`);
  const services = readServices(root);
  if (git(['diff', '--name-only', ref, '--', ...sharedInputs(root)], root) !== '') return services;
  const changed = new Set(changedWorkspaces(root, ref));
  return services.filter(({ workspace }) => changed.has(workspace));
}

/** Names of workspaces, those that depend on a changed one included. */
function changedWorkspaces(root: string, ref: string): string[] {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [lerna, 'ls', '--all', '--json', '--loglevel', 'error', '--since', ref],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false', NODE_OPTIONS: '' } },
  );
  if (status !== 0) throw new CodedError('INTERNAL', `lerna cannot say what changed: ${stderr.trim()}`);
  return (JSON.parse(stdout) as { name: string }[]).map(({ name }) => name);
}
