import type { Logger } from '@feed/platform/logger';
import type { Database } from '@feed/store/postgres/queryable';
import type { Redis } from '@feed/store/redis/redis';
import { databaseUsage, evictionPolicies, redisUsage, type RedisUsage } from '@feed/store/upkeep/usage';
import { taskStats, type TaskStats } from '@feed/tasks/sql/inspect';
import { every } from './every.js';
import { type Instruments, type Report, taskStates } from './instruments.js';

interface Parts {
  database: Database;
  redis: Redis;
  logger: Logger;
  instruments: Instruments;
}

/** Pauses between the end of a measurement and the next one. */
export interface ReportIntervals {
  queueMs: number;
  hostMs: number;
}

/** Measures the queue and the hosts regularly, so that scrapes never query them. @returns a function that stops it */
export function startReports(
  parts: Parts,
  { queueMs, hostMs }: ReportIntervals = { queueMs: 20_000, hostMs: 30_000 },
): () => void {
  const { logger } = parts;
  const stops = [
    every(queueMs, 'the queue cannot be counted', logger, () => reportQueue(parts)),
    every(hostMs, 'the use of the database cannot be measured', logger, () => reportDatabase(parts)),
    every(hostMs, 'the use of redis cannot be measured', logger, () => reportRedis(parts)),
    reportConnections(parts),
  ];
  return () => stops.forEach((stop) => stop());
}

/** After a failed measurement the values are unknown, not the old ones. */
async function lookAt<T>(
  { instruments }: Parts,
  report: Report,
  look: () => Promise<T>,
  show: (seen: T | undefined) => void,
): Promise<void> {
  try {
    show(await look());
    instruments.lastReport.set({ report }, Date.now() / 1000);
  } catch (error) {
    show(undefined);
    throw error;
  }
}

function reportQueue(parts: Parts): Promise<void> {
  const { oldestPendingAge } = parts.instruments;
  return lookAt(
    parts,
    'queue',
    () => taskStats(parts.database),
    (seen) => {
      for (const state of taskStates) showJobs(parts, state, seen?.counts);
      if (seen) oldestPendingAge.set({}, seen.oldestPendingSeconds);
      else oldestPendingAge.clear({});
    },
  );
}

function showJobs(
  { instruments: { jobs, queues, queueOf } }: Parts,
  state: (typeof taskStates)[number],
  counts: TaskStats['counts'] | undefined,
): void {
  const ofState = counts?.filter((row) => row.state === state);
  const sum = (rows: TaskStats['counts']): number => rows.reduce((total, { count }) => total + count, 0);
  for (const queue of queues) {
    if (!ofState) jobs.clear({ queue, state });
    else jobs.set({ queue, state }, sum(ofState.filter(({ kind }) => queueOf(kind) === queue)));
  }
}

function reportDatabase(parts: Parts): Promise<void> {
  const { budgets, readOnly } = parts.instruments;
  return lookAt(
    parts,
    'database',
    () => databaseUsage(parts.database),
    (seen) => {
      if (!seen) {
        budgets.clear('supabase');
        return readOnly.clear({});
      }
      budgets.set('supabase', 'database_bytes', seen.bytes);
      budgets.set('supabase', 'connections', seen.connections);
      readOnly.set({}, seen.readOnly ? 1 : 0);
    },
  );
}

/** Measures Redis as soon as it is connected, and again when the connection is lost. */
function reportConnections(parts: Parts): () => void {
  const { client } = parts.redis;
  const look = (): void => void reportRedis(parts).catch(() => undefined);
  client.on('ready', look);
  client.on('error', look);
  return () => void client.off('ready', look).off('error', look);
}

async function reportRedis(parts: Parts): Promise<void> {
  // A missing Redis has a metric of its own and is logged once, so it is no failure here.
  if (!parts.redis.ready) return showRedis(parts, undefined);
  await lookAt(
    parts,
    'redis',
    () => redisUsage(parts.redis),
    (seen) => showRedis(parts, seen),
  );
}

function showRedis({ instruments: { budgets, evictionPolicy } }: Parts, seen: RedisUsage | undefined): void {
  for (const policy of evictionPolicies) {
    if (seen) evictionPolicy.set({ policy }, policy === seen.evictionPolicy ? 1 : 0);
    else evictionPolicy.clear({ policy });
  }
  if (!seen) return budgets.clear('rediscloud');
  budgets.set('rediscloud', 'memory_bytes', seen.bytes);
  budgets.set('rediscloud', 'connections', seen.connections);
  budgets.set('rediscloud', 'commands_per_second', seen.commandsPerSecond);
}
