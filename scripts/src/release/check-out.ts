import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { git } from '@feed/cli/lib/git';
import { installedAlready, shareInstalled } from './third-party.js';

const cache = '.cache/releases';
const mostBytes = 512 * 1024 * 1024;

function assertKnown(commit: string): void {
  try {
    git(['cat-file', '-e', `${commit}^{commit}`]);
  } catch {
    throw new Error(
      `the history here does not contain ${commit}, the code of the previous release: git fetch --unshallow`,
    );
  }
}

function extract(commit: string, folder: string): void {
  const archive = execFileSync('git', ['archive', commit], { maxBuffer: mostBytes });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
}

/** Installs what the services run with, or also what their tests need. */
const installs = {
  run: [
    ...['--workspace', '@feed/api', '--workspace', '@feed/worker', '--include-workspace-root=false'],
    '--omit=dev',
  ],
  test: [],
} as const;
type Purpose = keyof typeof installs;

function install(folder: string, purpose: Purpose): void {
  execFileSync('npm', ['ci', ...installs[purpose], '--ignore-scripts', '--prefer-offline'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * A folder with the code of a commit, ready to be started from its sources, which is kept for the next time. Packages are
 * installed only when their versions differ from today's, which takes npm some ten seconds.
 * @throws Error that says how to fetch the commit when the history does not reach back to it
 */
export function checkOut(commit: string, purpose: Purpose = 'run'): string {
  assertKnown(commit);
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, 'unfinished-'));
  try {
    extract(commit, unfinished);
    const shared = installedAlready(unfinished, '.', purpose === 'test');
    const folder = resolve(cache, shared ? `${commit}-shared` : `${commit}-${purpose}`);
    if (existsSync(folder)) return folder;
    if (shared) shareInstalled(unfinished, '.');
    else install(unfinished, purpose);
    renameSync(unfinished, folder);
    return folder;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
