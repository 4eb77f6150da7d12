import { type EnvReader, readEnv } from '@feed/platform/env';
import { type StoreConfig, readStoreConfig } from '@feed/store/config';
import type { RetentionPeriods } from '@feed/store/upkeep/retention';

export interface WorkerConfig extends StoreConfig {
  readonly host: string;
  readonly opsPort: number;
  readonly logLevel: string;
  readonly version: string;
  readonly revision: string;
  readonly tasks: {
    /** Tasks run at once. */
    concurrency: number;
    leaseSeconds: number;
    sweepIntervalMs: number;
    /** After which a run counts as failed. */
    runTimeoutMs: number;
  };
  readonly fanOut: {
    /** Followers above which an author's posts are merged in by the readers. */
    threshold: number;
    /** Followers served at once. */
    chunk: number;
  };
  readonly mail: { url: string; from: string; timeoutMs: number };
  readonly retention: RetentionPeriods;
  /** Rows of a table that one step of a walk reads or removes. */
  readonly stepRows: number;
  /** Cached timelines that one check of feeds compares at most. */
  readonly feedCheckSample: number;
  /** How long a task in hand may go on after the signal to end. */
  readonly shutdownGraceMs: number;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
/** A name and an address, or the address alone; the domain is part of what identifies a mail. */
const sender = /^([^<>@]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/;

/** @throws ConfigError that lists every problem of the environment at once */
export function readConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const production = env['NODE_ENV'] === 'production';
  return readEnv(env, (reader) => {
    const store = readStoreConfig(reader, { poolMax: 3 });
    return {
      ...store,
      host: reader.str('HOST', { default: '0.0.0.0' }),
      opsPort: reader.int('OPS_PORT', { default: 9465, min: 0, max: 65535 }),
      logLevel: reader.oneOf('LOG_LEVEL', logLevels, { default: 'info' }),
      version: reader.str('BUILD_VERSION', { default: '0.0.0' }),
      revision: reader.str('BUILD_REVISION', { default: 'unknown' }),
      tasks: readTasks(reader, store),
      fanOut: {
        threshold: reader.int('FAN_OUT_THRESHOLD', { default: 10_000, min: 0, max: 100_000_000 }),
        chunk: reader.int('FAN_OUT_CHUNK', { default: 500, min: 1, max: 10_000 }),
      },
      mail: readMail(reader, production),
      retention: readRetention(reader),
      stepRows: reader.int('STEP_ROWS', { default: 500, min: 1, max: 10_000 }),
      feedCheckSample: reader.int('FEED_CHECK_SAMPLE', { default: 10, min: 0, max: 100 }),
      shutdownGraceMs: reader.ms('SHUTDOWN_GRACE', { default: 15_000, min: 0, max: 20_000 }),
    };
  });
}

function readTasks(reader: EnvReader, { database }: StoreConfig): WorkerConfig['tasks'] {
  const concurrency = reader.int('WORKER_CONCURRENCY', { default: 2, min: 1, max: 32 });
  if (concurrency >= database.poolMax)
    reader.fail(
      'DATABASE_POOL_MAX must exceed WORKER_CONCURRENCY: every task holds a connection, leases need one',
    );
  return {
    concurrency,
    leaseSeconds: reader.int('LEASE_SECONDS', { default: 30, min: 3, max: 600 }),
    sweepIntervalMs: reader.ms('SWEEP_INTERVAL', { default: 10_000, min: 100, max: 600_000 }),
    runTimeoutMs: reader.ms('TASK_TIMEOUT', { default: 60_000, min: 1000, max: 600_000 }),
  };
}

/** A development machine has a catcher of mails; in production nobody is written to by accident of a default. */
function readMail(reader: EnvReader, production: boolean): WorkerConfig['mail'] {
  const preset = (value: string): { default?: string } => (production ? {} : { default: value });
  return {
    url: reader.url('SMTP_URL', { protocols: ['smtp:', 'smtps:'], ...preset('smtp://127.0.0.1:1025') }),
    from: reader.str('MAIL_FROM', { pattern: sender, ...preset('Feed <feed@localhost>') }),
    timeoutMs: reader.ms('SMTP_TIMEOUT', { default: 10_000, min: 100, max: 20_000 }),
  };
}

const hour = 3_600_000;

function readRetention(reader: EnvReader): RetentionPeriods {
  const hours = (name: string, preset: number, min = 1): number =>
    reader.ms(name, { default: preset * hour, min: min * hour, max: 100_000 * hour }) / 1000;
  return {
    doneTasks: hours('RETENTION_DONE_TASKS', 24),
    deadTasks: hours('RETENTION_DEAD_TASKS', 30 * 24),
    idempotencyKeys: hours('RETENTION_IDEMPOTENCY_KEYS', 24),
    // The api asks for revoked sessions as long as an access token may live, a day at most.
    endedSessions: hours('RETENTION_ENDED_SESSIONS', 7 * 24, 25),
    deletedContent: hours('RETENTION_DELETED_CONTENT', 30 * 24),
  };
}
