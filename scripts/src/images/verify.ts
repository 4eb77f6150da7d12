import { chmodSync, lutimesSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Steps } from '@feed/cli/system/steps';
import { buildImage } from './build.js';
import { differences } from './compare.js';
import { docker } from './docker.js';
import { listFiles } from './files.js';
import { git } from '@feed/cli/lib/git';
import { readLayers } from './inspect.js';
import type { Revision } from './revision.js';
import type { Service } from './services.js';

export interface Verdict {
  readonly service: string;
  /** How many files, folders and links were compared. */
  readonly entries: number;
  readonly differences: readonly string[];
  /** Whether the layers that a registry keeps are the same as well. */
  readonly sameLayers: boolean;
}

const otherDay = new Date('2001-02-03T04:05:06Z');

/** Builds the commit that is checked out twice, the second time as on another machine, and compares every file. */
export async function verify(root: string, service: Service, { run }: Steps): Promise<Verdict> {
  const images = ['first', 'second'].map((name) => `feed-verify-${service.name}:${name}`);
  const [first = '', second = ''] = images;
  try {
    await run(`${service.name}, first build`, () => buildCommit(root, service, first, false));
    await run(`${service.name}, second build`, () => buildCommit(root, service, second, true));
    const files = listFiles(first);
    return {
      service: service.name,
      entries: files.length,
      differences: differences(files, listFiles(second)),
      sameLayers: readLayers(first).join() === readLayers(second).join(),
    };
  } finally {
    docker(['image', 'rm', '--force', ...images]);
  }
}

/** @param otherwise builds without the cache, from files with other times and permissions */
async function buildCommit(root: string, service: Service, tag: string, otherwise: boolean): Promise<void> {
  const clone = mkdtempSync(join(tmpdir(), 'feed-verify-'));
  try {
    git(['clone', '--quiet', '--shared', '.', clone], root);
    if (otherwise) disguise(clone);
    const revision: Revision = {
      sha: git(['rev-parse', 'HEAD'], clone),
      committedAt: Number(git(['log', '-1', '--format=%ct'], clone)),
    };
    const extra = otherwise ? ['--no-cache'] : [];
    await buildImage({ root: clone, service, revision, tags: [tag], extra, push: false });
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
}

function disguise(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) disguise(path);
    if (!entry.isSymbolicLink()) chmodSync(path, entry.isDirectory() ? 0o700 : 0o600);
    lutimesSync(path, otherDay, otherDay);
  }
}
