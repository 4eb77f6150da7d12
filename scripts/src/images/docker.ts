import { spawn, spawnSync } from 'node:child_process';
import { CodedError } from '@feed/platform/errors';

const outputBytes = 256 * 1024 * 1024;

/** What docker prints. @throws CodedError with what it says is wrong */
export function docker(args: readonly string[], input?: string): string {
  const { error, status, stdout, stderr } = spawnSync('docker', args, {
    encoding: 'utf8',
    maxBuffer: outputBytes,
    ...(input === undefined ? {} : { input }),
  });
  if (error) throw new CodedError('UNAVAILABLE', 'Docker is not installed, or not on the PATH');
  if (status !== 0) throw new CodedError('UNAVAILABLE', `"docker ${args[0]}" failed: ${stderr.trim()}`);
  return stdout.trimEnd();
}

/** Runs docker for as long as it takes, with what it prints on standard error. @throws CodedError when it fails */
export function runDocker(args: readonly string[], env: Record<string, string> = {}): Promise<void> {
  const child = spawn('docker', args, { stdio: ['ignore', 2, 2], env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => {
    child.once('error', () =>
      reject(new CodedError('UNAVAILABLE', 'Docker is not installed, or not on the PATH')),
    );
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new CodedError('UNAVAILABLE', `"docker ${args[0]}" failed, see above`)),
    );
  });
}
