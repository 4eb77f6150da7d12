import { askGit, git } from '@feed/cli/lib/git';
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
  const dirty = git(['status', '--porcelain', '--', ...paths], root) !== '';
  return {
    sha: `${git(['rev-parse', 'HEAD'], root)}${dirty ? '-dirty' : ''}`,
    committedAt: Number(git(['log', '-1', '--format=%ct'], root)),
  };
}

/** The newest release that this commit contains, of whichever service or package. */
export const lastReleaseTag = (root: string): string | undefined =>
  askGit(['describe', '--tags', '--abbrev=0', '--match', '@feed/*@*'], root);

/** Tags of lerna on this very commit, such as `@feed/api@1.2.0`. */
export const tagsHere = (root: string): string[] => git(['tag', '--points-at', 'HEAD'], root).split('\n');
