import type { SeenProcess } from '@feed/store/operators/processes/process';
import { seenProcesses } from '@feed/store/operators/processes/reads';
import { currentSchema } from '@feed/store/postgres/current-schema';
import { compareIdsDescending } from '@feed/store/postgres/ids';
import { databaseUsage, redisUsage } from '@feed/store/upkeep/usage';
import { taskStats, type TaskState } from '@feed/tasks/sql/inspect';
import type { AppContext } from '../../../context.js';
import { budgetsOf, type HostBudget, type Measured, measuredBy } from './budgets.js';

type Parts = Pick<AppContext, 'database' | 'redis' | 'reporter' | 'logger'>;

/**
 * The processes that reported, the newest first. This one is always among them: its reports may not be stored, because the
 * database is read-only. On a standby the table cannot be read at all.
 */
export async function processesOf({ database, reporter, logger }: Parts): Promise<SeenProcess[]> {
  const own = { ...reporter.current(), seenAt: new Date(), isRunning: true };
  const seen = await seenProcesses(database).catch((error: unknown) => {
    logger.warn({ err: error }, 'the reports of processes cannot be read');
    return [];
  });
  return [own, ...seen.filter(({ id }) => id !== own.id)].toSorted((a, b) =>
    compareIdsDescending(a.id, b.id),
  );
}

/** Each process reports its own resources; those that all share are measured now. */
export async function hostBudgetsOf(parts: Parts): Promise<HostBudget[]> {
  const [processes, ...shared] = await Promise.all([
    processesOf(parts),
    measure(parts, 'supabase', async () => {
      const { bytes, connections } = await databaseUsage(parts.database);
      return { database_bytes: bytes, connections };
    }),
    measure(parts, 'rediscloud', async () => {
      const { bytes, connections, commandsPerSecond } = await redisUsage(parts.redis);
      return { memory_bytes: bytes, connections, commands_per_second: commandsPerSecond };
    }),
  ]);
  const own = measuredBy(processes).filter(({ host }) => host !== 'supabase' && host !== 'rediscloud');
  return budgetsOf([...own, ...shared.flat()]);
}

/** Nothing, when the server does not respond. */
async function measure(
  { logger }: Parts,
  host: string,
  look: () => Promise<Record<string, number>>,
): Promise<Measured[]> {
  try {
    const found = { host, processId: null, measuredAt: new Date() };
    return Object.entries(await look()).map(([resource, used]) => ({ ...found, resource, used }));
  } catch (error) {
    logger.debug({ err: error, host }, 'a host cannot be measured');
    return [];
  }
}

export async function systemStatusOf({ config, database, redis }: AppContext) {
  const [schemaVersion, { readOnly }, { counts, oldestPendingSeconds }] = await Promise.all([
    currentSchema(database),
    databaseUsage(database),
    taskStats(database),
  ]);
  const tasksIn = (state: TaskState): number =>
    counts.filter((part) => part.state === state).reduce((sum, { count }) => sum + count, 0);
  return {
    ...{ version: config.version, schemaVersion, readOnly, oldestPendingSeconds },
    redis: redis.ready,
    pendingTasks: tasksIn('pending'),
    runningTasks: tasksIn('running'),
    deadTasks: tasksIn('dead'),
    catchesMails: config.caughtMails !== undefined,
  };
}
