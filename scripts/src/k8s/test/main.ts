import { CommanderError } from 'commander';
import { createSteps } from '@feed/cli/system/steps';
import { NoClusterError } from './cluster.js';
import { readOptions } from './options.js';
import { testOnCluster } from './run.js';

const signals = ['SIGINT', 'SIGTERM'] as const;
/** A terminal and the parent may both tell of the same interruption. */
const sameMs = 1_000;

/** The first signal has what was made removed; a second one ends at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  let first = Number.POSITIVE_INFINITY;
  const onSignal = () => {
    if (Date.now() - first > sameMs) process.exit(1);
    first = Math.min(first, Date.now());
    controller.abort();
  };
  for (const signal of signals) process.on(signal, onSignal);
  return controller.signal;
}

async function main(args: readonly string[]): Promise<number> {
  const interrupted = interruption();
  try {
    const steps = createSteps(process.stdout);
    await testOnCluster(readOptions(args), steps, interrupted);
    steps.say('\nAll of it holds.');
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`\n${interrupted.aborted ? 'Interrupted.' : (error as Error).message}\n`);
    return error instanceof NoClusterError ? 3 : 1;
  }
}

process.exit(await main(process.argv.slice(2)));
