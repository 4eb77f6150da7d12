import type { Metrics } from '@feed/platform/metrics';

const outcomes = ['sent', 'hidden', 'lost'] as const;

/** What the subscriptions of the process report. */
export interface SubscriptionEvents {
  onActive(field: string, by: 1 | -1): void;
  onEvent(field: string, outcome: (typeof outcomes)[number]): void;
  /** @param ms since the event happened */
  onRead(ms: number): void;
}

/** @param fields the subscriptions of the schema */
export function subscriptionEvents<const Field extends string>(
  metrics: Metrics,
  fields: readonly Field[],
): SubscriptionEvents {
  const active = new Map<string, number>(fields.map((field) => [field, 0]));
  metrics.gauge({
    name: 'subscriptions_active',
    help: 'Subscriptions that are open in this process.',
    labels: { field: fields },
    collect: (gauge) => {
      for (const field of fields) gauge.set({ field }, active.get(field) ?? 0);
    },
  });
  const events = metrics.counter({
    name: 'subscription_events_total',
    help:
      'Events and the subscriptions they concern: sent, hidden because the account may not see them, or lost because they ' +
      'could not be read, which ends the subscription.',
    labels: { field: fields, outcome: outcomes },
  });
  const lag = metrics
    .histogram({
      name: 'subscription_lag_seconds',
      help: 'Time from an event to when it was handed to the connection of a subscriber, by the clocks of Postgres and of this process.',
      buckets: [0.05, 0.25, 1, 5],
    })
    .series({});
  return {
    onActive: (field, by) => active.set(field, (active.get(field) ?? 0) + by),
    onEvent: (field, outcome) => events.inc({ field: field as Field, outcome }),
    onRead: (ms) => lag.observe(Math.max(0, ms) / 1000),
  };
}
