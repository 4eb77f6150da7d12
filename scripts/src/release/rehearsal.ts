import { appendFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { git } from '@feed/cli/lib/git';

/** git needs these to commit; the releaser's own settings come first. */
const settings = {
  'user.name': 'Release rehearsal',
  'user.email': 'rehearsal@localhost',
  'remote.origin.url': '',
};

/** Clones this commit, and links the installed packages into the clone. */
function cloneTo(folder: string): void {
  git(['clone', '--quiet', '--shared', '.', folder]);
  git(['checkout', '--quiet', '-B', 'main'], folder);
  for (const [setting, fallback] of Object.entries(settings))
    git(['config', setting, git(['config', '--default', fallback, '--get', setting])], folder);
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  appendFileSync(join(folder, '.git/info/exclude'), 'node_modules\n');
}

/** Calls `work` with the folder of a clone, and removes it afterwards. */
export async function inClone<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const parent = mkdtempSync(join(tmpdir(), 'feed-release-'));
  const folder = join(parent, 'clone');
  try {
    cloneTo(folder);
    return await work(folder);
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}
