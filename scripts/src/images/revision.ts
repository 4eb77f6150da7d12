import { askGit, git } from '@feed/cli/lib/git';
import { imageInputs } from './changed.js';

export interface Revision {
  /** The commit, followed by `-dirty` when the image contains uncommitted changes. */
  readonly sha: string;
  /** When it was committed, in seconds since 1970. */
  readonly committedAt: number;
}

/** @param service name of its folder */
export function readRevision(root: string, service: string): Revision {
  const dirty = git(['status', '--porcelain', '--', ...imageInputs(root, `@feed/${service}`)], root) !== '';
  return {
    sha: `${git(['rev-parse', 'HEAD'], root)}${dirty ? '-dirty' : ''}`,
    committedAt: Number(git(['log', '-1', '--format=%ct'], root)),
  };
}

/** The newest release that this commit contains, of any service or package. */
export const lastReleaseTag = (root: string): string | undefined =>
  askGit(['describe', '--tags', '--abbrev=0', '--match', '@feed/*@*'], root);

/** Release tags on this very commit, such as `@feed/api@1.2.0`. */
export const tagsHere = (root: string): string[] => git(['tag', '--points-at', 'HEAD'], root).split('\n');
