import { withDeadline } from '@feed/platform/deadline';
import { ConfigError } from '@feed/platform/env';
import { openDatabase, type Database } from '@feed/store/postgres/database';
import { explain } from '../../lib/failure.js';
import { readConnection } from '../../lib/connect.js';
import { withRedis } from '../../lib/redis.js';
import type { Terminal } from '../../lib/terminal.js';
import { checkClock } from './clock.js';
import { checkConfiguration } from './configuration.js';
import { fail, ok, type Finding } from './finding.js';
import { checkMail } from './mail.js';
import { checkPooler, sharesSessions } from './pooler.js';
import { checkSchema, judgeFacts, readClock, readFacts } from './postgres.js';
import { judgeInfo, readClock as readRedisClock, readInfo } from './redis.js';
import { checkTasks } from './tasks.js';

const sectionMs = 15_000;

/** Looks at everything that the services need; each part on its own, so that one failure does not hide the others. */
export async function examine(terminal: Terminal): Promise<Finding[]> {
  const { env } = terminal;
  const { findings, worker } = checkConfiguration(env);
  const production = env['NODE_ENV'] === 'production';
  const away = 'start it, or mend REDIS_URL; without it feeds are slower and tasks later';
  const parts = await Promise.all([
    section('postgres', 'start it, or mend DATABASE_URL', () => examinePostgres(env)),
    section('redis', away, () => examineRedis(terminal)),
    worker ? checkMail(worker.mail.url, production).then((finding) => [finding]) : Promise.resolve([]),
  ]);
  return [...findings, ...parts.flat()];
}

async function section(name: string, advice: string, work: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    const late = () => new Error(`it did not answer within ${sectionMs / 1000} s`);
    return [ok(name, 'reached'), ...(await withDeadline(work(), sectionMs, late))];
  } catch (error) {
    const found = error instanceof ConfigError ? error.problems.join('; ') : explain(error).message;
    return [fail(name, found, advice)];
  }
}

/** Connects as through a pooler, which also works without one. */
async function examinePostgres(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const { pooler, caFile, url } = readConnection(env, false);
  const database = openDatabase({
    url,
    ...(caFile === undefined ? {} : { caFile }),
    pooler: 'transaction',
    poolMax: 2,
    statementTimeoutMs: 5_000,
    acquireTimeoutMs: 5_000,
    applicationName: 'feed-command',
  });
  try {
    return await examineDatabase(database, pooler, env);
  } finally {
    await database.close();
  }
}

async function examineDatabase(
  database: Database,
  configured: 'none' | 'transaction',
  env: NodeJS.ProcessEnv,
): Promise<Finding[]> {
  const pooled = await sharesSessions(database);
  const schema = await checkSchema(database);
  return [
    ...judgeFacts(await readFacts(database), pooled),
    ...checkPooler(pooled, configured, env),
    await checkClock('postgres', () => readClock(database)),
    schema,
    ...(schema.level === 'fail' ? [] : await checkTasks(database)),
  ];
}

function examineRedis(terminal: Terminal): Promise<Finding[]> {
  return withRedis(terminal, async (redis) => [
    ...judgeInfo(await readInfo(redis)),
    await checkClock('redis', () => readRedisClock(redis)),
  ]);
}
