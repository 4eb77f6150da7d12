import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

/** `lerna version` with the settings of lerna.json and no questions. Rejects with what it said when it fails. */
export async function lernaVersion(folder: string, options: readonly string[] = []): Promise<void> {
  const lerna = resolve('node_modules/lerna/dist/cli.js');
  const child = spawn(process.execPath, [lerna, 'version', '--yes', '--loglevel', 'error', ...options], {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let problems = '';
  child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`lerna version failed:\n${problems}`);
}
