import { spawn } from 'node:child_process';
import type { Gate } from './gates.js';

export interface GateResult {
  gate: Gate;
  passed: boolean;
  seconds: number;
  output: string;
}

/** Runs a gate to its end; its output is shown only when it fails. */
function runGate(gate: Gate): Promise<GateResult> {
  const started = performance.now();
  const typescript = gate.run[0]?.endsWith('.ts') ? ['--conditions=source', '--import', 'tsx'] : [];
  const child = spawn(process.execPath, [...typescript, ...gate.run], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer) => void (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ gate, passed: code === 0, seconds: (performance.now() - started) / 1000, output }),
    );
  });
}

/** Runs all gates in the given order, `jobs` at a time, and calls `report` when one ends. */
export async function runGates(
  gates: readonly Gate[],
  jobs: number,
  report: (result: GateResult) => void,
): Promise<GateResult[]> {
  const waiting = [...gates];
  const results: GateResult[] = [];
  const work = async (): Promise<void> => {
    for (let gate = waiting.shift(); gate; gate = waiting.shift()) {
      const result = await runGate(gate);
      results.push(result);
      report(result);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return results;
}

/** One line for a gate that passed; for one that failed, also its findings and how to repair them. */
export function describeResult({ gate, passed, seconds, output }: GateResult): string {
  const line = `${passed ? 'ok    ' : 'FAILED'}  ${gate.name.padEnd(11)} ${seconds.toFixed(1).padStart(5)} s\n`;
  return passed ? line : `\n${line}${output.trimEnd()}\n  → ${gate.repair}\n\n`;
}
