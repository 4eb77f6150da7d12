import type { Metrics } from '@feed/platform/metrics';
import { schemaVersion } from './migrations/all.js';
import type { ReadinessProbe } from './readiness.js';

/** The number that the name of a migration starts with; 0 for a database without any. */
const numberOf = (migration: string): number => Number(/^\d+/.exec(migration)?.[0] ?? 0);

/** Shows what the readiness probe saw last. */
export function registerProbeGauges(
  metrics: Metrics,
  probe: Pick<ReadinessProbe, 'applied' | 'current'>,
): void {
  metrics.gauge({
    name: 'app_ready',
    help: 'Whether /readyz reports ready (1) or not (0).',
    collect: (gauge) => gauge.set({}, probe.current().ready ? 1 : 0),
  });
  metrics.gauge({
    name: 'db_client_connected',
    help: 'Whether the last query of Postgres succeeded (1) or not (0).',
    collect: (gauge) => gauge.set({}, probe.current().checks['postgres'] === 'ok' ? 1 : 0),
  });
  metrics
    .gauge({
      name: 'db_schema_version_expected',
      help: 'Number of the newest migration of this release.',
    })
    .set({}, numberOf(schemaVersion));
  metrics.gauge({
    name: 'db_schema_version_applied',
    help: 'Number of the newest migration applied to the database; absent while Postgres cannot be reached.',
    unknown: true,
    collect: (gauge) =>
      probe.applied === undefined ? gauge.clear({}) : gauge.set({}, numberOf(probe.applied)),
  });
}
