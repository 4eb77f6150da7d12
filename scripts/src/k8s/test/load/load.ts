import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { sleep } from '@feed/platform/deadline';
import type { Kubectl } from '../kubectl.js';
import type { LoadReport, LoadSettings } from './generator.js';

/** Before and after what it is there for, so that both are seen. */
const marginMs = 3_000;

/** What `work` resolves with, and what the callers saw while it went on. */
export interface UnderLoad<T> {
  result: T;
  report: LoadReport;
}

/**
 * Has the pod of `createLoadPod` call the api while `work` goes on.
 * @throws Error when a single request failed, or none was made
 */
export async function underLoad<T>(
  kubectl: Kubectl,
  settings: LoadSettings,
  work: () => Promise<T>,
): Promise<UnderLoad<T>> {
  const child = kubectl.start(['exec', '--stdin', 'load', '--', 'node', '/load/generator.mjs']);
  const reports = readReports(child);
  const closed = once(child, 'close');
  closed.catch(() => undefined);
  child.stdin.on('error', () => undefined).write(`${JSON.stringify(settings)}\n`);
  try {
    await sleep(marginMs);
    const result = await work();
    await sleep(marginMs);
    child.stdin.end();
    await closed;
    return { result, report: judge(reports.last, reports.problems) };
  } finally {
    child.kill();
  }
}

function readReports(child: ReturnType<Kubectl['start']>): { last?: LoadReport; problems: string } {
  const seen: { last?: LoadReport; problems: string } = { problems: '' };
  createInterface({ input: child.stdout }).on('line', (line) => (seen.last = JSON.parse(line) as LoadReport));
  child.stderr.on('data', (chunk: Buffer) => (seen.problems += chunk.toString()));
  return seen;
}

function judge(report: LoadReport | undefined, problems: string): LoadReport {
  if (!report || report.succeeded === 0) throw new Error(`The load did not come about. ${problems}`);
  const { requests, failed, failures } = report;
  if (failed > 0 || report.succeeded < requests)
    throw new Error(`${requests - report.succeeded} of ${requests} requests failed:\n${failures.join('\n')}`);
  return report;
}
