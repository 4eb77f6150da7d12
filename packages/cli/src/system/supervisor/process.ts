import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endOf, endWithThisProcess } from '@feed/local-servers/end-with-process';
import type { LogFile } from './log-file.js';
import type { Running } from './service.js';

export interface ProcessOptions {
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
}

/** The services end themselves within 25 s. */
const killAfterMs = 28_000;

/** Starts a program whose output goes to `log`. It never outlives this process. */
export async function startProcess(options: ProcessOptions, log: LogFile): Promise<Running> {
  const { command, args, env, cwd } = options;
  const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const ended = endOf(child);
  child.stdout.on('data', (chunk: Buffer) => log.write(chunk));
  child.stderr.on('data', (chunk: Buffer) => log.write(chunk));
  await once(child, 'spawn');
  endWithThisProcess(child, { signal: 'TERM' });
  return {
    pid: child.pid ?? 0,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
