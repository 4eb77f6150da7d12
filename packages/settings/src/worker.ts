import { type EnvReader, readEnv } from '@feed/platform/env';
import { readSmtpUrl } from './smtp.js';
import { readServiceConfig, type ServiceConfig } from './service.js';

export interface WorkerConfig extends ServiceConfig {
  readonly tasks: {
    /** Tasks that run at the same time. */
    concurrency: number;
    leaseSeconds: number;
    sweepIntervalMs: number;
    /** A run that takes longer counts as failed. */
    runTimeoutMs: number;
  };
  readonly fanOut: {
    /** The posts of an author with more followers are not fanned out, but merged on read. */
    threshold: number;
    /** Followers that one statement reads. */
    chunk: number;
  };
  readonly mail: { url: string; from: string; timeoutMs: number };
  readonly retention: RetentionPeriods;
  /** Rows that one step through a table reads or removes. */
  readonly stepRows: number;
  /** The most cached timelines that one check of feeds compares. */
  readonly feedCheckSample: number;
  /** How long a running task may continue after the signal to end. */
  readonly shutdownGraceMs: number;
}

/** A name and an address, or the address alone. The domain becomes part of the Message-ID. */
const sender = /^([^<>@]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/;
const senderRule =
  'must be an address such as feed@example.org, or a name and an address: Feed <feed@example.org>';

/** @throws ConfigError with every problem */
export function readConfig(env: NodeJS.ProcessEnv): WorkerConfig {
  const production = env['NODE_ENV'] === 'production';
  return readEnv(env, (reader) => {
    const service = readServiceConfig(reader, { opsPort: 9465, poolMax: 3 });
    return {
      ...service,
      tasks: readTasks(reader, service),
      fanOut: readFanOut(reader),
      mail: readMail(reader, production),
      retention: readRetention(reader),
      stepRows: reader.int('STEP_ROWS', { default: 500, min: 1, max: 10_000 }),
      feedCheckSample: reader.int('FEED_CHECK_SAMPLE', { default: 10, min: 0, max: 100 }),
      shutdownGraceMs: reader.ms('SHUTDOWN_GRACE', { default: 15_000, min: 0, max: 20_000 }),
    };
  });
}

function readTasks(reader: EnvReader, { database }: ServiceConfig): WorkerConfig['tasks'] {
  const concurrency = reader.int('WORKER_CONCURRENCY', { default: 2, min: 1, max: 32 });
  if (concurrency >= database.poolMax)
    reader.fail(
      'DATABASE_POOL_MAX must exceed WORKER_CONCURRENCY: a running task may use a connection, and leases need one',
    );
  return {
    concurrency,
    leaseSeconds: reader.int('LEASE_SECONDS', { default: 12, min: 3, max: 600 }),
    sweepIntervalMs: reader.ms('SWEEP_INTERVAL', { default: 10_000, min: 100, max: 600_000 }),
    runTimeoutMs: reader.ms('TASK_TIMEOUT', { default: 60_000, min: 1000, max: 600_000 }),
  };
}

/** Reads FAN_OUT_THRESHOLD and FAN_OUT_CHUNK. An import needs the threshold too. */
export function readFanOut(reader: EnvReader): WorkerConfig['fanOut'] {
  return {
    threshold: reader.int('FAN_OUT_THRESHOLD', { default: 10_000, min: 0, max: 100_000_000 }),
    chunk: reader.int('FAN_OUT_CHUNK', { default: 5_000, min: 1, max: 10_000 }),
  };
}

/** The defaults are for development, where a mail catcher runs. In production a default could send mail by accident. */
function readMail(reader: EnvReader, production: boolean): WorkerConfig['mail'] {
  const preset = (value: string): { default?: string } => (production ? {} : { default: value });
  return {
    url: readSmtpUrl(reader, preset('smtp://127.0.0.1:1025')),
    from: reader.str('MAIL_FROM', { pattern: sender, rule: senderRule, ...preset('Feed <feed@localhost>') }),
    timeoutMs: reader.ms('SMTP_TIMEOUT', { default: 10_000, min: 100, max: 20_000 }),
  };
}

const hourMs = 3_600_000;

/** How long rows are kept once they have ended, in seconds. */
interface RetentionPeriods {
  /** Tasks that succeeded. */
  readonly doneTasks: number;
  /** Tasks that failed for good. */
  readonly deadTasks: number;
  /** Events that were turned into tasks, and likes that were removed: subscriptions resume from them. */
  readonly events: number;
  readonly idempotencyKeys: number;
  /** Sessions that expired or were revoked, and expired refresh tokens. */
  readonly endedSessions: number;
  /** Deleted posts and comments. */
  readonly deletedContent: number;
}

function readRetention(reader: EnvReader): RetentionPeriods {
  /** The default and the minimum are in hours, the result is in seconds. */
  const hours = (name: string, preset: number, min = 1): number =>
    reader.ms(name, { default: preset * hourMs, min: min * hourMs, max: 100_000 * hourMs }) / 1000;
  return {
    doneTasks: hours('RETENTION_DONE_TASKS', 24),
    deadTasks: hours('RETENTION_DEAD_TASKS', 30 * 24),
    events: hours('RETENTION_EVENTS', 24),
    idempotencyKeys: hours('RETENTION_IDEMPOTENCY_KEYS', 24),
    // The api needs a revoked session for as long as an access token may live, which is at most a day.
    endedSessions: hours('RETENTION_ENDED_SESSIONS', 7 * 24, 25),
    deletedContent: hours('RETENTION_DELETED_CONTENT', 30 * 24),
  };
}
