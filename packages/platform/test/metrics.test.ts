import assert from 'node:assert/strict';
import { Counter, Histogram, Registry } from 'prom-client';
import { allLabelSets, assertMetricRules, labelGuard } from '../src/metric-rules.js';
import { createMetrics, type Metrics } from '../src/metrics.js';

const plain = (): Metrics =>
  createMetrics({ service: 'api', version: '1.2.3', revision: 'abc', defaults: false });

async function samplesOf(metrics: Metrics, name: string): Promise<string[]> {
  const lines = (await metrics.text()).split('\n');
  return lines.filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
}

describe('metrics', () => {
  it('reports the running version', async () => {
    assert.deepEqual(await samplesOf(plain(), 'app_build_info'), [
      'app_build_info{service="api",version="1.2.3",revision="abc"} 1',
    ]);
  });

  it('shows every declared combination from the start, so that a rate sees the first event', async () => {
    const metrics = plain();
    const labels = { kind: ['a', 'b'], ok: ['yes', 'no'] } as const;
    const counter = metrics.counter({ name: 'things_total', help: 'Things.', labels });
    metrics.histogram({ name: 'wait_seconds', help: 'Waits.', labels: { kind: ['a'] }, buckets: [1] });
    counter.inc({ kind: 'b', ok: 'no' });
    counter.inc({ kind: 'b', ok: 'no' }, 2);
    const samples = await samplesOf(metrics, 'things_total');
    assert.equal(samples.length, 4);
    assert.ok(samples.includes('things_total{kind="b",ok="no"} 3'));
    assert.deepEqual(await samplesOf(metrics, 'wait_seconds_count'), ['wait_seconds_count{kind="a"} 0']);
  });

  it('counts undeclared values as other, so that no caller can grow the registry', async () => {
    const metrics = plain();
    const labels = { kind: ['a', 'b', 'other'], ok: ['yes', 'no'] } as const;
    const counter = metrics.counter({ name: 'calls_total', help: 'Calls.', labels });
    for (let i = 0; i < 500; i += 1) counter.inc({ kind: `random${i}` as 'a', ok: 'yes' });
    for (let i = 0; i < 500; i += 1) counter.inc({ kind: 'a', ok: `random${i}` as 'yes' });
    assert.deepEqual(await samplesOf(metrics, 'calls_total'), [
      'calls_total{kind="a",ok="yes"} 0',
      'calls_total{kind="a",ok="no"} 0',
      'calls_total{kind="b",ok="yes"} 0',
      'calls_total{kind="b",ok="no"} 0',
      'calls_total{kind="other",ok="yes"} 500',
      'calls_total{kind="other",ok="no"} 0',
      'calls_total{kind="other",ok="other"} 500',
    ]);
  });

  it('has only the combinations that occur, when those are listed', async () => {
    const metrics = plain();
    const labels = { method: ['GET', 'POST', 'other'], status: ['200', '404', 'other'] } as const;
    const sets = [
      { method: 'GET', status: '200' },
      { method: 'GET', status: 'other' },
      { method: 'other', status: 'other' },
    ] as const;
    const counter = metrics.counter({ name: 'calls_total', help: 'Calls.', labels, sets });
    counter.inc({ method: 'GET', status: '404' });
    counter.inc({ method: 'POST', status: '200' });
    counter.inc({ method: 'TRACE' as 'GET', status: '418' as '200' });
    assert.deepEqual(await samplesOf(metrics, 'calls_total'), [
      'calls_total{method="GET",status="200"} 0',
      'calls_total{method="GET",status="other"} 1',
      'calls_total{method="other",status="other"} 2',
    ]);
  });

  it('shows no value that has not been measured yet, or no longer can be', async () => {
    const metrics = plain();
    const unknown = true;
    const age = metrics.gauge({ name: 'age_seconds', help: 'Age.', unknown });
    const jobs = metrics.gauge({ name: 'jobs', help: 'Jobs.', labels: { state: ['a', 'b'] }, unknown });
    const shown = async () => [
      ...(await samplesOf(metrics, 'age_seconds')),
      ...(await samplesOf(metrics, 'jobs')),
    ];
    assert.deepEqual(await shown(), []);
    age.set({}, 7);
    jobs.set({ state: 'b' }, 2);
    assert.deepEqual(await shown(), ['age_seconds 7', 'jobs{state="b"} 2']);
    age.clear({});
    jobs.clear({ state: 'b' });
    assert.deepEqual(await shown(), []);
  });

  it('lists the declared metrics', () => {
    const metrics = plain();
    metrics.counter({ name: 'things_total', help: 'Things.', labels: { kind: ['a'] } });
    assert.deepEqual(metrics.declared.at(-1), {
      name: 'things_total',
      type: 'counter',
      help: 'Things.',
      labels: { kind: ['a'] },
    });
  });

  it('collects a gauge at scrape time', async () => {
    const metrics = plain();
    let size = 1;
    metrics.gauge({ name: 'pool_size', help: 'Size.', collect: (gauge) => gauge.set({}, size) });
    size = 7;
    assert.deepEqual(await samplesOf(metrics, 'pool_size'), ['pool_size 7']);
  });

  it('observes into buckets', async () => {
    const metrics = plain();
    const waits = metrics.histogram({ name: 'wait_seconds', help: 'Waits.', buckets: [0.1, 1] });
    for (const value of [0.05, 0.5, 5]) waits.observe({}, value);
    const text = await metrics.text();
    for (const sample of ['le="0.1"} 1', 'le="1"} 2', 'le="+Inf"} 3', 'wait_seconds_sum 5.55'])
      assert.ok(text.includes(sample), sample);
  });

  it('writes counters and histograms as prom-client does', async () => {
    const metrics = plain();
    metrics.registry.clear();
    const theirs = new Registry();
    const labels = { kind: ['a', 'b', 'other'], note: ['"quoted" \\\n', 'plain'] } as const;
    const rest = { labelNames: ['kind', 'note'], registers: [theirs] };
    const buckets = [0.1, 1, 10];
    const counts = { name: 'calls_total', help: 'Calls,\nand more.' };
    const waits = { name: 'wait_seconds', help: 'Waits.' };
    const counter = metrics.counter({ ...counts, labels });
    const histogram = metrics.histogram({ ...waits, labels, buckets });
    const bare = metrics.histogram({ name: 'age_seconds', help: 'Age.', buckets });
    const theirCounter = new Counter({ ...counts, ...rest });
    const theirHistogram = new Histogram({ ...waits, ...rest, buckets });
    const theirBare = new Histogram({ name: 'age_seconds', help: 'Age.', buckets, registers: [theirs] });
    const sets = labels.kind.flatMap((kind) => labels.note.map((note) => ({ kind, note })));
    for (const set of sets) {
      theirCounter.inc(set, 0);
      theirHistogram.zero(set);
    }
    assert.equal(await metrics.text(), await theirs.metrics());
    for (const [i, value] of [0, 0.1, 0.1001, 1 / 3, 1, 5, 10, 1e9, -1].entries()) {
      const set = sets[i % sets.length] as (typeof sets)[number];
      counter.inc(set, i);
      counter.series(set).inc();
      histogram.observe(set, value);
      histogram.series(set).observe(value / 2);
      bare.observe({}, value);
      theirCounter.inc(set, i + 1);
      theirHistogram.observe(set, value);
      theirHistogram.observe(set, value / 2);
      theirBare.observe(value);
    }
    assert.equal(await metrics.text(), await theirs.metrics());
    for (const wrong of [NaN, Infinity]) {
      assert.throws(() => histogram.observe(sets[0] as (typeof sets)[number], wrong), RangeError);
      assert.throws(() => counter.inc(sets[0] as (typeof sets)[number], wrong), RangeError);
    }
    assert.throws(() => counter.inc(sets[0] as (typeof sets)[number], -1), RangeError);
  });

  it('has a registry for each context, so that two in one process never collide', async () => {
    const [one, two] = [plain(), plain()];
    one.counter({ name: 'things_total', help: 'Things.' }).inc({});
    two.counter({ name: 'things_total', help: 'Things.' });
    assert.deepEqual(await samplesOf(two, 'things_total'), ['things_total 0']);
    assert.throws(() => one.counter({ name: 'things_total', help: 'Again.' }), /already been registered/);
  });

  it("has the process's own metrics unless they are switched off", async () => {
    const metrics = createMetrics({ service: 's', version: '1', revision: 'r' });
    assert.match(await metrics.text(), /^nodejs_eventloop_lag_seconds/m);
    assert.doesNotMatch(await plain().text(), /^nodejs_/m);
    assert.doesNotMatch(await metrics.text(), /^# TYPE \w+_total gauge/m);
    metrics.registry.clear();
  });
});

describe('metric rules', () => {
  const rejected: [kind: 'counter' | 'gauge' | 'histogram', name: string, help: string, why: RegExp][] = [
    ['counter', 'camelCase_total', 'x', /snake_case/],
    ['counter', 'double__total', 'x', /snake_case/],
    ['counter', 'things', 'x', /ends in _total/],
    ['gauge', 'things_total', 'x', /only a counter/],
    ['histogram', 'wait_ms', 'x', /base unit/],
    ['gauge', 'memory_mb', 'x', /base unit/],
    ['counter', 'sent_kilobytes_total', 'x', /base unit/],
    ['gauge', 'used_percent', 'x', /base unit/],
    ['gauge', 'things', ' ', /help text/],
  ];
  for (const [kind, name, help, why] of rejected) {
    it(`rejects the ${kind} "${name}" with help "${help}"`, () => {
      assert.throws(() => assertMetricRules(kind, name, help), why);
      assert.throws(() => assertMetricRules(kind, name, help), new RegExp(name));
    });
  }

  it('accepts names as Prometheus likes them', () => {
    assertMetricRules('counter', 'http_requests_total', 'x');
    assertMetricRules('histogram', 'http_request_duration_seconds', 'x');
    assertMetricRules('gauge', 'items', 'x');
  });

  it('lists every combination of label values, and rejects thousands of series', () => {
    assert.deepEqual(allLabelSets('m', {}), [{}]);
    assert.deepEqual(allLabelSets('m', { a: ['1', '2'], b: ['x'] }), [
      { a: '1', b: 'x' },
      { a: '2', b: 'x' },
    ]);
    const many = Array.from({ length: 40 }, (_, i) => `${i}`);
    assert.throws(() => allLabelSets('m', { a: many, b: many }), /metric m: more than 1000/);
  });

  it('returns the declared set itself, and other for missing values', () => {
    const sets = [
      { a: '1', b: 'x' },
      { a: 'other', b: 'x' },
    ] as const;
    const guard = labelGuard({ a: ['1'], b: ['x'] } as const, sets);
    assert.equal(guard({ a: '1', b: 'x' }), sets[0]);
    assert.equal(guard({ b: 'x' } as { a: '1'; b: 'x' }), sets[1]);
    assert.deepEqual(guard({ a: '1' } as { a: '1'; b: 'x' }), { a: 'other', b: 'other' });
    assert.deepEqual(guard({ a: '1\nx' as '1', b: '' as 'x' }), { a: 'other', b: 'other' });
  });
});
