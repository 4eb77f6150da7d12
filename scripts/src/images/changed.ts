import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askGit, git } from '@feed/cli/lib/git';
import { CodedError } from '@feed/platform/errors';
import { readWorkspaces, withDependencies } from '../lib/workspaces.js';
import { readServices, sharedInputs, type Service } from './services.js';

/**
 * The services whose image would differ from the one built at `ref`, counting uncommitted changes to tracked files.
 * @throws CodedError when there is no such ref
 */
export function changedServices(root: string, ref: string): Service[] {
  if (askGit(['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], root) === undefined)
    throw new CodedError('INVALID_INPUT', `git knows no commit "${ref}"; a shallow clone lacks old ones`);
  return readServices(root).filter(
    ({ workspace }) => git(['diff', '--name-only', ref, '--', ...imageInputs(root, workspace)], root) !== '',
  );
}

/**
 * The inputs of the image of a service, as pathspecs of git: its workspace, the packages it depends on, and the
 * files every image shares. What starts no release (`ignoreChanges` of lerna.json) is excluded.
 * @param service name of its workspace, such as `@feed/api`
 */
export function imageInputs(root: string, service: string): string[] {
  const workspaces = readWorkspaces(root);
  const own = workspaces.filter(({ name }) => name === service);
  const folders = own.flatMap((each) => withDependencies(workspaces, each)).map(({ folder }) => folder);
  const { ignoreChanges } = JSON.parse(readFileSync(join(root, 'lerna.json'), 'utf8')) as {
    ignoreChanges: readonly string[];
  };
  return [...sharedInputs(root), ...folders, ...ignoreChanges.map((glob) => `:(exclude,glob)${glob}`)];
}
