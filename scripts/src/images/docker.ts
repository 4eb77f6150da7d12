import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { runSync } from '@feed/cli/lib/process';
import { CodedError } from '@feed/platform/errors';

/** @returns the output of docker. @throws ProcessError */
export const docker = (args: readonly string[], input = ''): string =>
  runSync('docker', args, { input }).stdout.trimEnd();

/** Runs docker with its output on standard error. @throws CodedError when it fails */
export async function runDocker(args: readonly string[], env: Record<string, string> = {}): Promise<void> {
  const child = spawn('docker', args, { stdio: ['ignore', 2, 2], env: { ...process.env, ...env } });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new CodedError('UNAVAILABLE', `"docker ${args[0]}" failed, see above`);
}
