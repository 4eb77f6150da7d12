import { CodedError } from '@feed/platform/errors';
import { changedServices } from './changed.js';
import { lastReleaseTag, tagsHere } from './revision.js';
import { readServices, type Service } from './services.js';

export interface Selection {
  readonly all?: boolean;
  /** The services with a release tag on this commit. */
  readonly released?: boolean;
  /** A commit, branch or tag. */
  readonly since?: string;
  /** Names of services. */
  readonly service?: readonly string[];
}

export interface Choice {
  readonly services: readonly Service[];
  /** Why these were chosen, in words. */
  readonly reason: string;
}

/** The services to build: the requested ones, or else those that changed since the last release. */
export function chooseServices(root: string, { all, released, since, service }: Selection): Choice {
  if (service) return { services: named(readServices(root), service), reason: 'as named' };
  if (all) return { services: readServices(root), reason: 'all' };
  if (released) return { services: releasedHere(root), reason: 'released with this commit' };
  const ref = since ?? lastReleaseTag(root);
  if (ref === undefined)
    return { services: readServices(root), reason: 'all, because nothing was released yet' };
  return { services: changedServices(root, ref), reason: `changed since ${ref}` };
}

function named(services: readonly Service[], names: readonly string[]): Service[] {
  const known = services.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new CodedError('INVALID_INPUT', `no service ${unknown}: there are ${known.join(', ')}`);
  return services.filter(({ name }) => names.includes(name));
}

function releasedHere(root: string): Service[] {
  const tags = tagsHere(root);
  return readServices(root).filter(({ workspace, version }) => tags.includes(`${workspace}@${version}`));
}
