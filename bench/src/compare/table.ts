import { median, shown, table } from '../report.js';
import type { Sample } from './rounds.js';

const header = [
  'operation',
  'connections',
  'who',
  'requests/s',
  '× port',
  'CPU ms',
  '× less',
  'p50 ms',
  'p99 ms',
];
const cpuMs = ({ serverMs, storesMs }: Sample): number => serverMs + storesMs;

/**
 * One row for each operation, number of connections and contestant. The ratios are those within a round, and every figure
 * is the median of the rounds. @param names the contestants in the order of their rows; all are compared with the first
 */
export function ratioTable(samples: readonly Sample[], names: readonly [string, ...string[]]): string {
  const groups = new Map<string, Sample[]>();
  for (const { operation, connections } of samples)
    for (const name of names) groups.set(`${operation} ${connections} ${name}`, []);
  for (const sample of samples)
    groups.get(`${sample.operation} ${sample.connections} ${sample.contestant}`)?.push(sample);
  const measured = [...groups.values()].filter((group) => group.length > 0);
  return table(
    header,
    measured.map((group) => rowOf(group, samples, names[0])),
  );
}

function rowOf(group: readonly Sample[], samples: readonly Sample[], base: string): string[] {
  const [{ operation, connections, contestant }] = group as [Sample];
  const of = (value: (sample: Sample) => number): number => median(group.map(value));
  const ratio = (value: (sample: Sample, baseSample: Sample) => number): number =>
    of((sample) => {
      const isBase = (other: Sample) =>
        other.contestant === base &&
        other.operation === operation &&
        other.connections === connections &&
        other.round === sample.round;
      const found = samples.find(isBase);
      return found ? value(sample, found) : NaN;
    });
  return [
    ...[operation, `${connections}`, contestant],
    ...[
      shown(
        of((each) => each.perSecond),
        0,
      ),
      shown(ratio((each, port) => each.perSecond / port.perSecond)),
    ],
    ...[shown(of(cpuMs), 3), shown(ratio((each, port) => cpuMs(port) / cpuMs(each)))],
    ...[
      shown(
        of((each) => each.p50),
        1,
      ),
      shown(
        of((each) => each.p99),
        1,
      ),
    ],
  ];
}
