import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sleep } from '@feed/platform/deadline';
import { endOf, endWithThisProcess } from './end-with-process.js';
import type { UnprivilegedUser } from './unprivileged-user.js';

export interface ProcessOptions {
  command: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** The user to run as, when it is not the user of this process. */
  user?: UnprivilegedUser | undefined;
  /** Receives everything the program prints. */
  onOutput?: ((chunk: Buffer) => void) | undefined;
  /** Asks the program to end. */
  endSignal: 'INT' | 'TERM' | 'KILL';
  /** How long `stop` waits before it kills the program. Default: no limit. */
  killAfterMs?: number;
}

/** A program that runs on this machine and never outlives this process. */
export interface LocalProcess {
  readonly pid: number;
  /** Resolves once the program has ended, with the reason in words. */
  readonly ended: Promise<string>;
  readonly running: () => boolean;
  /** The most recent output of the program. */
  readonly output: () => string;
  /** Resolves once the output is complete, which may be a little after the end. */
  readonly outputEnded: Promise<void>;
  /** Sends `signal`, by default the `endSignal`, and waits for the end. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

const keptCharacters = 2_000;
const readyMs = 60_000;
const pollMs = 25;
/** How long to wait for the last output: a process that the program started may keep its pipes open. */
const outputMs = 1_000;

/** @throws Error with the code ENOENT when there is no such program */
export async function startProcess(options: ProcessOptions): Promise<LocalProcess> {
  const { command, args, env, cwd, user, onOutput, endSignal, killAfterMs } = options;
  const child = spawn(command, args, {
    ...user,
    env,
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = endOf(child);
  const outputEnded = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-keptCharacters);
    onOutput?.(chunk);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  await once(child, 'spawn');
  endWithThisProcess(child, { signal: endSignal });
  return {
    pid: child.pid ?? 0,
    ended,
    running: () => child.exitCode === null && child.signalCode === null,
    output: () => output,
    outputEnded,
    stop: async (signal = `SIG${endSignal}`) => {
      child.kill(signal);
      const timer = killAfterMs && setTimeout(() => child.kill('SIGKILL'), killAfterMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

/**
 * Waits until `ready` holds.
 * @throws Error with the newest output when the program ends first or is not ready after a minute; it is then stopped
 */
export async function untilReady(
  name: string,
  started: LocalProcess,
  ready: () => Promise<boolean> | boolean,
): Promise<void> {
  const deadline = Date.now() + readyMs;
  while (started.running() && Date.now() < deadline) {
    if (await ready()) return;
    await sleep(pollMs);
  }
  await started.stop();
  await Promise.race([started.outputEnded, sleep(outputMs)]);
  throw new Error(`${name} did not start: ${started.output()}`);
}
