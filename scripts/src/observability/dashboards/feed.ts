import type { Dashboard } from '../grafana.js';
import { bars, increase, quantiles, rate, timeseries } from './panels.js';

const operations = 'graphql_operation_duration_seconds';
const homeFeeds = `${operations}_bucket{operation_name=~"homeFeed|userFeed",outcome="ok"}`;
const count = rate('operation_name', `${operations}_count`);
const seconds = rate('operation_name', `${operations}_sum`);
const lookUps = 'cache_requests_total';
const hits = rate('cache', `${lookUps}{result="hit"}`);
const statements = rate('job, operation', 'db_client_operation_duration_seconds_sum');

export const feed: Dashboard = {
  uid: 'feed-feed',
  title: 'Feed',
  description: 'Reading and writing: home feeds, the timelines behind them, and the load on the database.',
  panels: [
    timeseries('Duration of home feeds', 's', quantiles(homeFeeds)),
    timeseries('Time until a post is in timelines', 's', quantiles('feed_post_visible_lag_seconds_bucket')),
    timeseries('Operations', 'ops', `topk(10, ${count} > 0)`),
    timeseries('Mean duration of operations', 's', `topk(10, ${seconds} / (${count} > 0))`),
    timeseries('Timeline look-ups', 'ops', rate('result', `${lookUps}{cache="timeline"}`), {
      description: 'A miss is read from Postgres; "unavailable" means that Redis cannot be reached.',
    }),
    timeseries('Share of look-ups that hit', 'percentunit', `${hits} / (${rate('cache', lookUps)} > 0)`),
    timeseries(
      'Cached feeds compared with the reference',
      'short',
      increase('result', 'feed_verifications_total', '5m'),
      {
        description:
          'In five minutes. A feed is skipped while a task is due for it, or when it is too large.',
      },
    ),
    bars('Wrong entries of cached feeds, last day', 'short', increase('kind', 'feed_drift_total', '1d'), {
      thresholds: [1, 100],
    }),
    timeseries('Time of Postgres by subject', 'short', `topk(10, ${statements} > 0)`, {
      description: 'Seconds of statements a second: 1 keeps one connection busy.',
    }),
    timeseries('Postgres errors by code', 'ops', `${rate('job, code', 'db_client_errors_total')} > 0`),
  ],
};
