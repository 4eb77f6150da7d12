import { databaseUsage, redisUsage } from '@feed/store/maintenance/usage';
import { taskStats } from '@feed/store/tasks/inspect';
import { taskNames } from '@feed/tasks/kinds/all';
import type { WorkerContext } from '../context.js';
import { every } from './every.js';

type Parts = Pick<WorkerContext, 'database' | 'redis' | 'logger' | 'instruments'>;

const queueIntervalMs = 20_000;
const budgetIntervalMs = 30_000;

/** Looks at the queue and at the hosts now and then, so that a scrape has nothing to ask. @returns how to stop */
export function startReports(parts: Parts): () => void {
  const { logger } = parts;
  const stops = [
    every(queueIntervalMs, 'the queue cannot be counted', logger, () => reportQueue(parts)),
    every(budgetIntervalMs, 'the use of the database cannot be measured', logger, () =>
      reportDatabase(parts),
    ),
    every(budgetIntervalMs, 'the use of redis cannot be measured', logger, () => reportRedis(parts)),
    every(budgetIntervalMs, 'the use of memory cannot be measured', logger, () => reportMemory(parts)),
  ];
  return () => stops.forEach((stop) => stop());
}

async function reportQueue({ database, instruments }: Parts): Promise<void> {
  const { counts, oldestPendingSeconds } = await taskStats(database);
  for (const queue of taskNames) {
    for (const state of ['pending', 'running', 'dead'] as const) {
      const found = counts.find((row) => row.kind === queue && row.state === state);
      instruments.jobs.set({ queue, state }, found?.count ?? 0);
    }
  }
  instruments.oldestPendingAge.set({}, oldestPendingSeconds);
}

async function reportDatabase({ database, instruments: { budgets } }: Parts): Promise<void> {
  const { bytes, connections } = await databaseUsage(database);
  budgets.set('supabase', 'database_bytes', bytes);
  budgets.set('supabase', 'connections', connections);
}

/** An absent Redis is told by a metric of its own, and logged once. */
async function reportRedis({ redis, instruments: { budgets } }: Parts): Promise<void> {
  if (!redis.ready) return;
  const { bytes, connections, commandsPerSecond } = await redisUsage(redis);
  budgets.set('rediscloud', 'memory_bytes', bytes);
  budgets.set('rediscloud', 'connections', connections);
  budgets.set('rediscloud', 'commands_per_second', commandsPerSecond);
}

async function reportMemory({ instruments: { budgets } }: Parts): Promise<void> {
  budgets.set('render', 'memory_bytes', process.memoryUsage.rss());
}
