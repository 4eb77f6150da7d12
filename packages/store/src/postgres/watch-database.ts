import type { Metrics } from '@feed/platform/metrics';
import { registerPoolGauges } from './pool-gauges.js';
import { registerProbeGauges } from './probe-gauges.js';
import { createReadinessProbe, type ReadinessOptions, type ReadinessProbe } from './readiness.js';

/** Starts the readiness probe of a service, and shows in its metrics what the probe and the pool see. */
export function watchDatabase({
  metrics,
  ...options
}: ReadinessOptions & { metrics: Metrics }): ReadinessProbe {
  registerPoolGauges(metrics, options.database);
  const probe = createReadinessProbe(options);
  registerProbeGauges(metrics, probe);
  return probe;
}
