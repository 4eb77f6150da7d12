import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Pins lerna and its hundreds of dependencies, which only a release needs. */
const pinned = fileURLToPath(new URL('lerna/', import.meta.url));
const files = ['package.json', 'package-lock.json'];
const cache = resolve('.cache/lerna');

const installed = (): string => {
  const lockfile = readFileSync(join(pinned, 'package-lock.json'));
  return join(cache, createHash('sha256').update(lockfile).digest('hex').slice(0, 12));
};

export const isLernaInstalled = (): boolean => existsSync(installed());

/**
 * Installs lerna into `.cache` unless it is there already, which takes npm some ten seconds.
 * @throws Error when the registry cannot be reached
 */
function installLerna(): void {
  if (isLernaInstalled()) return;
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, 'unfinished-'));
  try {
    for (const file of files) copyFileSync(join(pinned, file), join(unfinished, file));
    execFileSync('npm', ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], {
      cwd: unfinished,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    });
    renameSync(unfinished, installed());
  } catch (error) {
    const { stderr = '', message } = error as { stderr?: string; message: string };
    throw new Error(
      `A release needs lerna, which npm could not install. Is its registry reachable?\n${stderr.split('\n', 4).join('\n') || message}`,
      { cause: error },
    );
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Runs `lerna version` with the settings of lerna.json and no questions. @throws Error with what it printed */
export async function lernaVersion(folder: string, options: readonly string[] = []): Promise<void> {
  installLerna();
  const lerna = join(installed(), 'node_modules/lerna/dist/cli.js');
  const child = spawn(process.execPath, [lerna, 'version', '--yes', '--loglevel', 'error', ...options], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: '', NX_DAEMON: 'false' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let problems = '';
  child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`lerna version failed:\n${problems}`);
}
