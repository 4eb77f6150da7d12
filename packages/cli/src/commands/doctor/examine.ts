import { withDeadline } from '@feed/platform/deadline';
import { ConfigError } from '@feed/platform/env';
import type { Database } from '@feed/store/postgres/database';
import { readConnection, readRedisUrl } from '../../lib/connect.js';
import { withOpenDatabase } from '../../lib/database.js';
import { explain } from '../../lib/failure.js';
import { readRedisInfo } from '../../lib/redis-info.js';
import { withRedis } from '../../lib/redis.js';
import type { Terminal } from '../../lib/terminal.js';
import { checkClock } from './clock.js';
import { checkConfiguration } from './configuration.js';
import { fail, ok, type Finding } from './finding.js';
import { checkMail } from './mail.js';
import { checkPooler, sharesSessions } from './pooler.js';
import { checkSchema, judgeFacts, readClock, readFacts } from './postgres.js';
import { judgeInfo, readClock as readRedisClock } from './redis.js';
import { checkRole } from './role.js';
import { checkSettings } from './settings.js';
import { checkTasks, checkWakeup } from './tasks.js';

const sectionTimeoutMs = 15_000;

/** Checks everything the services depend on. One failing section does not hide the others. */
export async function examine(terminal: Terminal): Promise<Finding[]> {
  const { env } = terminal;
  const { findings, worker } = checkConfiguration(env);
  const production = env['NODE_ENV'] === 'production';
  const redisAdvice = 'start it, or correct REDIS_URL: without it feeds are slower and tasks run later';
  const parts = await Promise.all([
    section('postgres', 'start it, or correct DATABASE_URL', () => examinePostgres(env)),
    section('redis', redisAdvice, () => examineRedis(terminal)),
    worker ? checkMail(worker.mail.url, production).then((finding) => [finding]) : Promise.resolve([]),
  ]);
  return [...findings, ...parts.flat()];
}

async function section(name: string, advice: string, work: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    const late = () => new Error(`it did not respond within ${sectionTimeoutMs / 1000} s`);
    return [ok(name, 'reached'), ...(await withDeadline(work(), sectionTimeoutMs, late))];
  } catch (error) {
    const found = error instanceof ConfigError ? error.problems.join('; ') : explain(error).message;
    return [fail(name, found, advice)];
  }
}

/** Connects as if through a pooler, which also works without one. */
function examinePostgres(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const { pooler, ...connection } = readConnection(env, false);
  return withOpenDatabase({ ...connection, pooler: 'transaction', statementTimeoutMs: 5_000 }, (database) =>
    examineDatabase(database, pooler, env),
  );
}

async function examineDatabase(
  database: Database,
  configured: 'none' | 'transaction',
  env: NodeJS.ProcessEnv,
): Promise<Finding[]> {
  const pooled = await sharesSessions(database);
  const schema = await checkSchema(database);
  const role = await checkRole(database);
  return [
    ...judgeFacts(await readFacts(database), pooled),
    role,
    ...checkPooler(pooled, configured, env),
    ...(await checkSettings(database, pooled || configured === 'transaction')),
    await checkClock('postgres', () => readClock(database)),
    schema,
    ...(schema.level === 'fail' || role.level === 'fail' ? [] : await checkTasks(database)),
  ];
}

function examineRedis(terminal: Terminal): Promise<Finding[]> {
  return withRedis(terminal, async (redis) => [
    ...judgeInfo(await readRedisInfo(redis)),
    await checkClock('redis', () => readRedisClock(redis)),
    await checkWakeup(readRedisUrl(terminal.env)),
  ]);
}
