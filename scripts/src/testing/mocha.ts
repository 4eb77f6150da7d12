import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { endWithThisProcess } from '@feed/local-servers/end-with-process';

export interface Tally {
  passed: number;
  failed: number;
}

export interface MochaRun {
  files: readonly string[];
  /** Added to this process's environment. */
  env: Record<string, string>;
  /** Ends the run and everything it started. */
  signal: AbortSignal;
  /** Where the files are, with a mocha of their own. */
  folder?: string;
}

const perTestMs = 30_000;
const jobs = Math.min(8, Math.max(2, availableParallelism()));

/**
 * What the summary of mocha's reporter says. A run that ended badly without a failed test (a file that does not
 * load, a crash) counts as one failure.
 */
export function readTally(output: string, exitCode: number | null): Tally {
  const text = stripVTControlCharacters(output);
  const count = (word: string) =>
    Number(new RegExp(`^\\s*(\\d+) ${word}(?: \\(|$)`, 'm').exec(text)?.[1] ?? 0);
  const tally = { passed: count('passing'), failed: count('failing') };
  return exitCode === 0 ? tally : { ...tally, failed: Math.max(1, tally.failed) };
}

/** Runs mocha in parallel, shows what it prints, and counts. */
export async function runMocha({ files, env, signal, folder = '.' }: MochaRun): Promise<Tally> {
  const flags = ['--parallel', '--jobs', `${jobs}`, '--timeout', `${perTestMs}`, '--exit', '--forbid-only'];
  const child = spawn(process.execPath, ['node_modules/mocha/bin/mocha.js', ...flags, ...files], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '--import tsx --conditions=source', ...env },
    // A process group of its own: its workers, and the servers they start, end with it.
    detached: true,
  });
  endWithThisProcess(child, { signal: 'KILL', group: true });
  const end = () => void (child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'));
  signal.addEventListener('abort', end, { once: true });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    process.stdout.write(chunk);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  signal.removeEventListener('abort', end);
  return readTally(output, code);
}
