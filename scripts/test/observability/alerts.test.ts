import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { alertProblems, questions } from '../../src/observability/alert-problems.js';
import { places } from '../../src/observability/places.js';
import {
  alertsOf,
  readAlertChecks,
  readRuleGroups,
  recordingsOf,
  type Alert,
} from '../../src/observability/rules.js';

const section = (name: string) => `## ${name}\n\n${questions.join(' something\n')} something\n`;

const alert: Alert = {
  alert: 'Late',
  expr: 'vector(1)',
  labels: { severity: 'warning' },
  annotations: {
    summary: 'Late',
    description: 'It is late.',
    runbook_url: 'https://example.org/docs/runbooks.md#late',
  },
};
const checks = [{ alertname: 'Late', exp_alerts: [{}] }, { alertname: 'Late' }];
const good = { checks, runbooks: section('Late') };

describe('alerts', () => {
  it('each have a severity, texts, a test that fires, one that does not, and a runbook', () => {
    const alerts = alertsOf(readRuleGroups(places.alerts));
    assert.ok(alerts.length >= 28);
    assert.equal(new Set(alerts.map((one) => one.alert)).size, alerts.length);
    const runbooks = readFileSync(places.runbooks, 'utf8');
    const tests = readAlertChecks(places.alertTests);
    assert.deepEqual(alertProblems(alerts, { checks: tests, runbooks }), []);
  });

  it('are reported when one of these is missing', () => {
    assert.deepEqual(alertProblems([alert], good), []);
    const annotations = { ...alert.annotations, runbook_url: 'https://example.org/docs/runbooks.md#early' };
    const faults: [RegExp, string[]][] = [
      [/no severity/, alertProblems([{ ...alert, labels: { severity: 'page' } }], good)],
      [
        /no description/,
        alertProblems([{ ...alert, annotations: { ...alert.annotations, description: '' } }], good),
      ],
      [/links to another/, alertProblems([{ ...alert, annotations }], good)],
      [/test in which it fires/, alertProblems([alert], { ...good, checks: checks.slice(1) })],
      [/test in which it is silent/, alertProblems([alert], { ...good, checks: checks.slice(0, 1) })],
      [/no section/, alertProblems([alert], { ...good, runbooks: '# Runbooks\n' })],
      [
        /does not say: \*\*Do/,
        alertProblems([alert], { ...good, runbooks: good.runbooks.replace('**Do.**', '') }),
      ],
      [/is no alert/, alertProblems([alert], { ...good, runbooks: good.runbooks + section('Early') })],
    ];
    for (const [message, found] of faults) {
      assert.equal(found.length, 1, `${message}: ${found.join(', ')}`);
      assert.match(found[0] ?? '', message);
    }
  });

  it('have the objectives of docs/slo.md', () => {
    const shares = recordingsOf(readRuleGroups(places.alerts))
      .filter(({ record }) => record === 'slo:objective:ratio')
      .map(({ expr, labels }) => [labels?.['slo'], `${Number(/vector\((.*)\)/.exec(expr)?.[1]) * 100} %`]);
    const promised = [
      ...readFileSync(places.objectives, 'utf8').matchAll(/^\| `([a-z-]+)` *\| ([\d.]+ %) /gm),
    ];
    assert.deepEqual(
      promised.map(([, slo, share]) => [slo, share]),
      shares,
    );
    assert.equal(shares.length, 4);
  });
});
