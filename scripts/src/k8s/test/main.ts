import { once } from 'node:events';
import { CommanderError } from 'commander';
import { createSteps } from '../../up/steps.js';
import { NoClusterError } from './cluster.js';
import { readOptions } from './options.js';
import { testOnCluster } from './run.js';

const signals = ['SIGINT', 'SIGTERM'] as const;
/** A terminal and the parent may both tell of the same interruption. */
const sameMs = 1_000;

/** The first signal has what was made removed; the second one ends at once. */
async function interruption(): Promise<never> {
  const ignored = () => undefined;
  for (const signal of signals) process.on(signal, ignored);
  await Promise.race(signals.map((signal) => once(process, signal)));
  setTimeout(() => {
    for (const signal of signals) process.once(signal, () => process.exit(1));
  }, sameMs);
  throw new Error('Interrupted.');
}

async function main(args: readonly string[]): Promise<number> {
  try {
    const steps = createSteps(process.stdout);
    const options = readOptions(args);
    const interrupted = interruption();
    interrupted.catch(() => undefined);
    await testOnCluster(options, steps, interrupted);
    steps.say('\nAll of it holds.');
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`\n${(error as Error).message}\n`);
    return error instanceof NoClusterError ? 3 : 1;
  }
}

process.exit(await main(process.argv.slice(2)));
