import type { Logger } from '@feed/platform/logger';
import type { Metrics } from '@feed/platform/metrics';
import type { WorkerConfig } from '@feed/settings/worker';
import type { Timelines } from '@feed/store/feed/timelines';
import type { Database } from '@feed/store/postgres/queryable';
import type { Redis } from '@feed/store/redis/redis';
import type { WakeupConsumer } from '@feed/tasks/wakeup';
import type { Mailer } from './mail/mailer.js';
import type { Instruments } from './ops/instruments.js';

/** Everything a run may need, made once per process. A reaction or task takes the slice of it that it uses. */
export interface WorkerContext {
  readonly config: WorkerConfig;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly instruments: Instruments;
  readonly database: Database;
  readonly redis: Redis;
  readonly timelines: Timelines;
  readonly wakeup: WakeupConsumer;
  readonly mailer: Mailer;
  /** Closes the wake-up, then Postgres, then Redis. */
  close(): Promise<void>;
}
