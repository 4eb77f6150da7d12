import type { Dashboard } from '../grafana.js';
import { bars, increase, quantiles, rate, timeseries } from './panels.js';

const operations = 'graphql_operation_duration_seconds';
const homeFeeds = `${operations}_bucket{operation_name=~"homeFeed|userFeed",outcome="ok"}`;
const count = rate('operation_name', `${operations}_count`);
const seconds = rate('operation_name', `${operations}_sum`);
const lookups = 'cache_requests_total';
const hits = rate('cache', `${lookups}{result="hit"}`);
const statements = rate('job, operation', 'db_client_operation_duration_seconds_sum');

export const feed: Dashboard = {
  uid: 'feed-feed',
  title: 'Feed',
  description: 'Home feeds, the timelines behind them, and the database work they cause.',
  panels: [
    timeseries('Home feed duration', 's', quantiles(homeFeeds)),
    timeseries(
      "Time until a post is in followers' timelines",
      's',
      quantiles('feed_post_visible_lag_seconds_bucket'),
    ),
    timeseries('Operations', 'ops', `topk(10, ${count} > 0)`),
    timeseries('Mean operation duration', 's', `topk(10, ${seconds} / (${count} > 0))`),
    timeseries('Timeline lookups', 'ops', rate('result', `${lookups}{cache="timeline"}`), {
      description: 'A miss is read from Postgres; "unavailable" means that Redis cannot be reached.',
    }),
    timeseries('Cache hit ratio', 'percentunit', `${hits} / (${rate('cache', lookups)} > 0)`),
    timeseries(
      'Cached feeds compared with the reference feed',
      'short',
      increase('result', 'feed_verifications_total', '5m'),
      {
        description: 'Over five minutes. "skipped" feeds still wait for a task, or are too large to compare.',
      },
    ),
    bars('Wrong entries in cached feeds, last day', 'short', increase('kind', 'feed_drift_total', '1d'), {
      thresholds: [1, 100],
    }),
    timeseries('Postgres time by subject', 'short', `topk(10, ${statements} > 0)`, {
      description: 'Seconds spent in statements per second: 1 keeps one connection busy.',
    }),
    timeseries(
      'Journal: changes kept, and how old they are',
      'short',
      {
        changes: 'max(feed_journal_rows)',
        'reaches back, in seconds': 'min(feed_journal_reach_seconds)',
        'last poll of {{instance}}, in seconds': 'max by (instance) (feed_journal_poll_age_seconds)',
      },
      {
        description:
          'Workers prune what is older than a minute. Feeds are read from memory only after a poll.',
      },
    ),
    timeseries('Time until subscribers get an event', 's', quantiles('subscription_lag_seconds_bucket')),
    timeseries(
      'Open subscriptions, and events for them a second',
      'short',
      {
        '{{field}} open': 'sum by (field) (subscriptions_active)',
        'events {{outcome}}': rate('outcome', 'subscription_events_total'),
      },
      { description: 'Hidden events are those that the account may not see.' },
    ),
    timeseries('Journal: size on disk', 'bytes', { bytes: 'max(feed_journal_bytes)' }),
    timeseries('Postgres errors by code', 'ops', `${rate('job, code', 'db_client_errors_total')} > 0`),
  ],
};
