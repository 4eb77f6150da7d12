import { availableParallelism } from 'node:os';
import { gates, type Gate } from './gates.js';
import { describeResult, runGates } from './run-gates.js';

function chosen(names: readonly string[]): readonly Gate[] {
  const unknown = names.filter((name) => !gates.some((gate) => gate.name === name));
  if (unknown.length > 0)
    throw new Error(`no gate ${unknown.join(', ')}: there are ${gates.map(({ name }) => name).join(', ')}`);
  return names.length === 0 ? gates : gates.filter(({ name }) => names.includes(name));
}

/** `npm run check [-- names of gates]`: every guard of the repository; the exit code says whether all passed. */
async function main(names: readonly string[]): Promise<number> {
  const started = performance.now();
  const jobs = Math.max(2, availableParallelism());
  const results = await runGates(chosen(names), jobs, (result) =>
    process.stdout.write(describeResult(result)),
  );
  const failed = results.filter(({ passed }) => !passed).map(({ gate }) => gate.name);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    failed.length === 0
      ? `${results.length} checks passed in ${seconds} s\n`
      : `${failed.length} of ${results.length} checks failed in ${seconds} s: ${failed.join(', ')}\n`,
  );
  return failed.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
