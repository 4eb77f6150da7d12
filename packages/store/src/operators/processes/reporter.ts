import { randomInt } from 'node:crypto';
import { sleep } from '@feed/platform/deadline';
import type { Logger } from '@feed/platform/logger';
import { firstIdAt } from '../../postgres/ids.js';
import { modelsOf } from '../../postgres/models/models.js';
import type { Database } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import type { ProcessReport } from './process.js';

export interface ReporterOptions extends Omit<ProcessReport, 'id' | 'usage'> {
  readonly database: Database;
  readonly logger: Logger;
  /** Measures the resources, synchronously. */
  measure(): ProcessReport['usage'];
  /** Default: 20 seconds. */
  readonly intervalMs?: number;
}

/** Tells operators that the process runs, and what it uses. */
export interface ProcessReporter {
  /** The next report. */
  current(): ProcessReport;
  /** Reports now and regularly. A failure is logged once, until a report succeeds. */
  start(): void;
  /** Ends the reports and removes the last one, so that only processes that were killed stay in the list. */
  stop(): Promise<void>;
}

const report = statement(
  'processes.report',
  `WITH silent AS (DELETE FROM processes WHERE seen_at < now() - interval '1 hour' AND id <> $1)
   INSERT INTO processes (id, kind, version, revision, usage) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (id) DO UPDATE SET usage = EXCLUDED.usage, seen_at = EXCLUDED.seen_at`,
);

export function createProcessReporter(options: ReporterOptions): ProcessReporter {
  const { kind, version, revision, measure } = options;
  const id = (BigInt(firstIdAt(Date.now())) + BigInt(randomInt(2 ** 20))).toString();
  const current = (): ProcessReport => ({ id, kind, version, revision, usage: measure() });
  const stopped = new AbortController();
  let running: Promise<void> | undefined;
  return {
    current,
    start: () => void (running ??= reportRegularly(options, current, stopped.signal)),
    stop: async () => {
      stopped.abort();
      await running;
      if (running) await withdraw(options, id);
    },
  };
}

async function reportRegularly(
  { database, logger, intervalMs = 20_000 }: ReporterOptions,
  current: () => ProcessReport,
  signal: AbortSignal,
): Promise<void> {
  let failing = false;
  while (!signal.aborted) {
    try {
      const { id, kind, version, revision, usage } = current();
      // A read-only database would reject it.
      if (database.watched.state.writable !== false)
        await database.query(report, [id, kind, version, revision, JSON.stringify(usage)]);
      failing = false;
    } catch (error) {
      if (!failing) logger.warn({ err: error }, 'this process cannot report that it runs');
      failing = true;
    }
    await sleep(intervalMs, signal);
  }
}

async function withdraw({ database, logger }: ReporterOptions, id: string): Promise<void> {
  try {
    if (database.watched.state.writable !== false) await modelsOf(database).Process.destroy({ id });
  } catch (error) {
    logger.debug({ err: error }, 'this process stays in the list of processes');
  }
}
