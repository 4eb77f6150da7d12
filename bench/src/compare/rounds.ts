import { processorMs } from '../setup/processor-time.js';
import type { Server } from '../setup/services.js';
import { load, type NextRequest } from './load.js';
import { type OperationName, requestsOf, type World } from './operations.js';

export interface Contestant {
  readonly name: string;
  readonly server: Server;
  readonly operations: readonly OperationName[];
}

export interface Sample {
  readonly operation: OperationName;
  readonly connections: number;
  readonly round: number;
  readonly contestant: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Processor time for each request, in milliseconds. */
  readonly serverMs: number;
  readonly storesMs: number;
}

export interface RoundsOptions {
  readonly operations: readonly OperationName[];
  readonly connections: readonly number[];
  readonly rounds: number;
  readonly seconds: number;
  readonly warmupSeconds: number;
}

/** Measures all contestants in turn, in every round in another order. Operations that write come last. */
export async function measureRounds(
  contestants: readonly Contestant[],
  world: World,
  storePids: readonly number[],
  options: RoundsOptions,
  progress: (line: string) => void,
): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const operation of options.operations) {
    const able = contestants.filter((each) => each.operations.includes(operation));
    const ready: Ready[] = [];
    for (const contestant of able) ready.push(await warmUp(operation, contestant, world, options));
    for (let round = 1; round <= options.rounds; round += 1)
      for (const connections of options.connections)
        for (const contestant of rotated(ready, round)) {
          const settings = { operation, connections, round, seconds: options.seconds };
          const sample = await measure(contestant, storePids, settings);
          samples.push(sample);
          const { perSecond, p99 } = sample;
          progress(
            `${operation}, ${connections} connections, round ${round}: ${contestant.name} ` +
              `${perSecond.toFixed(0)}/s, p99 ${p99.toFixed(1)} ms`,
          );
        }
  }
  return samples;
}

/** A contestant that is warm. */
interface Ready extends Pick<Contestant, 'name' | 'server'> {
  readonly next: NextRequest;
}

const rotated = <T>(list: readonly T[], by: number): T[] =>
  list.map((_, nth) => list[(nth + by) % list.length] as T);

async function warmUp(
  operation: OperationName,
  { name, server }: Contestant,
  world: World,
  { connections: [connections = 1], warmupSeconds: seconds }: RoundsOptions,
): Promise<Ready> {
  const next = await requestsOf(operation, server, world);
  await load({ url: server.url, connections, seconds, next });
  return { name, server, next };
}

async function measure(
  { name, server, next }: Ready,
  storePids: readonly number[],
  { seconds, ...sample }: Pick<Sample, 'operation' | 'connections' | 'round'> & { seconds: number },
): Promise<Sample> {
  const used = () => ({ server: processorMs([server.pid]), stores: processorMs(storePids) });
  const before = used();
  const result = await load({ url: server.url, connections: sample.connections, seconds, next });
  const after = used();
  const quantile = (share: number) => result.latencies[Math.floor(result.requests * share)] ?? NaN;
  return {
    ...{ ...sample, contestant: name, perSecond: result.requests / result.seconds },
    ...{ p50: quantile(0.5), p99: quantile(0.99) },
    serverMs: (after.server - before.server) / result.requests,
    storesMs: (after.stores - before.stores) / result.requests,
  };
}
