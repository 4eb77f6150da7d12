import { askGit, git } from './git.js';
import { sharedInputs } from './services.js';

export interface Revision {
  /** The commit, with `-dirty` behind it when the image holds changes that are in no commit. */
  readonly sha: string;
  /** When it was committed, in seconds since 1970. */
  readonly committedAt: number;
}

/** Tests and texts are in no image. */
const outside = [':(exclude,glob)**/test/**', ':(exclude,glob)**/*.md'];

/** @param service name of its folder */
export function readRevision(root: string, service: string): Revision {
  const paths = [...sharedInputs(root), 'packages', `services/${service}`, ...outside];
  const dirty = git(root, ['status', '--porcelain', '--', ...paths]) !== '';
  return {
    sha: `${git(root, ['rev-parse', 'HEAD'])}${dirty ? '-dirty' : ''}`,
    committedAt: Number(git(root, ['log', '-1', '--format=%ct'])),
  };
}

/** The newest release that this commit contains, of whichever service or package. */
export const lastReleaseTag = (root: string): string | undefined =>
  askGit(root, ['describe', '--tags', '--abbrev=0', '--match', '@feed/*@*']);

/** Tags of lerna on this very commit, such as `@feed/api@1.2.0`. */
export const tagsHere = (root: string): string[] => git(root, ['tag', '--points-at', 'HEAD']).split('\n');
