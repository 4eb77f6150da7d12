import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dashboards } from '../../src/observability/dashboards/all.js';
import { places } from '../../src/observability/places.js';
import {
  queryProblems,
  recordedSeries,
  scrapedSeries,
  type Series,
} from '../../src/observability/query-problems.js';
import { readRuleGroups, recordingsOf } from '../../src/observability/rules.js';
import { scrapes } from '../support/scrapes.js';
import { patience } from '@feed/testkit/patience';

/** Shown only where a process has a file system of its own of the size that the host grants. */
const sometimes: Series = {
  ...{ __name__: 'host_budget_ratio', host: 'pythonanywhere', resource: 'disk_bytes' },
  ...{ job: 'api', instance: 'any' },
};

const command = /^(curl|docker|du|kubectl|make|node|npx|psql|redis-cli)\b/;
const otherNames = new Set(['lost_lease', 'request_id']);

/** Texts between backticks that are queries: neither SQL, nor a command, a setting, a word or a path. */
const queriesIn = (markdown: string): string[] =>
  [...markdown.matchAll(/`([^`]+)`/g)]
    .map(([, text = '']) => text)
    .filter((text) => /^[a-z].*[_({]/.test(text) && !command.test(text) && !otherNames.has(text));

describe('the queries of alerts, dashboards and runbooks', function () {
  this.timeout(patience(60_000));
  let series: Series[];
  const problems = (...exprs: string[]) =>
    queryProblems(
      exprs.map((expr) => ({ where: 'here', expr })),
      series,
    );

  before(async () => {
    const { api, worker } = await scrapes();
    series = [
      ...scrapedSeries('api', api),
      ...scrapedSeries('worker', worker),
      ...recordedSeries(recordingsOf(readRuleGroups(places.alerts))),
      sometimes,
    ];
  });

  it('use metrics, labels and values that a service shows', () => {
    const rules = readRuleGroups(places.alerts).flatMap((group) =>
      group.rules.map(({ expr, ...rule }) => ({ where: 'alert' in rule ? rule.alert : rule.record, expr })),
    );
    const panels = dashboards.flatMap(({ uid, panels: all }) =>
      all.flatMap(({ title, queries }) =>
        Object.values(queries).map((expr) => ({ where: `${uid}, ${title}`, expr })),
      ),
    );
    const text = readFileSync(places.runbooks, 'utf8');
    const runbooks = queriesIn(text).map((expr) => ({ where: 'a runbook', expr }));
    assert.ok(rules.length > 40 && panels.length > 40 && runbooks.length > 40);
    assert.deepEqual(queryProblems([...rules, ...panels, ...runbooks], series), []);
  });

  it('are rejected when they use a metric that no service has', () => {
    const wrong = [
      'rate(http_requests_total[5m])',
      'taskqueue_jobs{state="failed"}',
      'taskqueue_jobs{status="dead"}',
      'graphql_errors_total{code=~"INTERNAL_ERROR|LATE"}',
      'sum by (kind) (taskqueue_jobs)',
      'slo:burn_rate:2h',
      'slo:burn_rate:1h{slo="speed"}',
      'feed_post_visible_lag_seconds_bucket{le="7"}',
      'up{job="web"}',
      'sum(taskqueue_jobs',
    ];
    assert.equal(problems(...wrong).length, wrong.length);
    assert.deepEqual(problems('taskqueue_jobs{state="dead"}', 'slo:burn_rate:1h{slo="task-age"}'), []);
  });

  it('keep the labels that the legends of panels name', () => {
    for (const { panels } of dashboards) {
      for (const [legend, expr] of panels.flatMap(({ queries }) => Object.entries(queries))) {
        for (const [, name = ''] of legend.matchAll(/\{\{(\w+)\}\}/g)) {
          const kept =
            new RegExp(`by \\([^)]*\\b${name}\\b`).test(expr) || !/\b(sum|max|min|count|by)\b/.test(expr);
          assert.ok(kept, `${name} is not in the result of ${expr}`);
        }
      }
    }
  });
});
