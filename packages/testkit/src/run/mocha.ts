import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endWithThisProcess } from '@feed/local-servers/end-with-process';
import { patience } from '../patience.js';
import { count, crash, type Outcome } from './outcome.js';

export interface MochaRun {
  files: readonly string[];
  /** Regular expression for the full title of a test. */
  grep?: string | undefined;
  /** Added to this process's environment. */
  env: Record<string, string>;
  /** Ends the run and everything it started. */
  signal: AbortSignal;
  /** The folder to run in, which has a mocha of its own. */
  folder?: string;
  /** Whether to show what mocha prints; true by default. */
  show?: boolean;
}

const perTestMs = 30_000;
const jobs = Math.min(8, Math.max(2, availableParallelism()));
const reporter = fileURLToPath(import.meta.resolve('./reporter.ts'));

/** Runs mocha in parallel and shows what it prints, except the failures: those are in the outcome. */
export async function runMocha(run: MochaRun): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-outcome-'));
  try {
    const file = join(folder, 'outcome.json');
    const code = await runToEnd(run, mochaArguments(run, file));
    return readOutcome(file, code);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function mochaArguments({ files, grep }: MochaRun, outcome: string): string[] {
  return [
    ...['--parallel', '--jobs', `${jobs}`, '--timeout', `${patience(perTestMs)}`, '--exit', '--forbid-only'],
    ...['--reporter', reporter, '--reporter-option', `outcome=${outcome}`],
    ...(grep === undefined ? [] : ['--grep', grep]),
    ...files,
  ];
}

/** A run that ended badly without a failed test counts as one failure. */
function readOutcome(file: string, code: number | null): Outcome {
  const ended = `mocha ended with ${code ?? 'a signal'}`;
  if (!existsSync(file)) return [crash(`  ${ended} before it could report`)];
  const outcome = JSON.parse(readFileSync(file, 'utf8')) as Outcome;
  return code === 0 || count(outcome, 'failed') > 0 ? outcome : [...outcome, crash(`  ${ended}`)];
}

async function runToEnd(
  { env, signal, folder = '.', show = true }: MochaRun,
  args: readonly string[],
): Promise<number | null> {
  const child = spawn(process.execPath, ['node_modules/mocha/bin/mocha.js', ...args], {
    cwd: folder,
    stdio: show ? ['ignore', 'inherit', 'inherit'] : 'ignore',
    env: { ...process.env, NODE_OPTIONS: '--import tsx --conditions=source', ...env },
    // A separate process group, so that the workers and the servers they start can be ended with it.
    detached: true,
  });
  endWithThisProcess(child, { signal: 'KILL', group: true });
  const end = () => void (child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'));
  signal.addEventListener('abort', end, { once: true });
  try {
    return await new Promise<number | null>((done, reject) => {
      child.once('error', reject);
      child.once('close', done);
    });
  } finally {
    signal.removeEventListener('abort', end);
  }
}
