import { availableParallelism } from 'node:os';
import { runTool } from '@feed/platform/run-tool';
import { gates, type Gate } from './gates.js';
import { describeResult, runGates } from './run-gates.js';

const usage = `npm run check [-- NAMES]

Runs every check of the repository, or those named: ${gates.map(({ name }) => name).join(', ')}.
`;

function chosen(names: readonly string[]): readonly Gate[] {
  const unknown = names.filter((name) => !gates.some((gate) => gate.name === name));
  if (unknown.length > 0)
    throw new Error(`no gate ${unknown.join(', ')}: there are ${gates.map(({ name }) => name).join(', ')}`);
  return names.length === 0 ? gates : gates.filter(({ name }) => names.includes(name));
}

async function main(names: readonly string[]): Promise<number> {
  if (names.includes('--help')) return process.stdout.write(usage) ? 0 : 1;
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

await runTool(main);
