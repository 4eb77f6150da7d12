import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { places } from '../../src/observability/places.js';
import { patience } from '@feed/testkit/patience';

function promtool(...args: readonly string[]): { code: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
  return { code: status, text: `${stdout}${stderr}` };
}

const testFiles = (folder: string) => readdirSync(folder).map((name) => join(folder, name));

describe('promtool', function () {
  this.timeout(patience(60_000));
  let copy: string;
  before(() => {
    copy = mkdtempSync(join(tmpdir(), 'feed-alerts-'));
    cpSync(places.alerts, copy, { recursive: true });
  });
  after(() => rmSync(copy, { recursive: true, force: true }));

  it('accepts the configuration and every file of rules', () => {
    const { code, text } = promtool('check', 'config', places.prometheus);
    assert.equal(code, 0, text);
    const files = readdirSync(places.alerts).filter((name) => name.endsWith('.yaml'));
    assert.match(text, new RegExp(`${files.length} rule files found`));
  });

  it('passes the tests of the alerts', () => {
    const { code, text } = promtool('test', 'rules', ...testFiles(places.alertTests));
    assert.equal(code, 0, text);
  });

  it('fails them when a threshold, a duration or a window is changed', () => {
    const faults: [file: string, from: string, to: string, test: string][] = [
      ['hosts.yaml', '> 0.8', '> 0.9', 'hosts-data.yaml'],
      ['targets.yaml', 'for: 2m', 'for: 3m', 'targets.yaml'],
      ['slo-objectives.yaml', 'vector(0.999)', 'vector(0.9)', 'slo-slow.yaml'],
      ['slo-burn-rates.yaml', 'rate5m[6h]', 'rate5m[2h]', 'slo-fast-six-hours.yaml'],
    ];
    for (const [file, from, to, test] of faults) {
      const text = readFileSync(join(places.alerts, file), 'utf8');
      writeFileSync(join(copy, file), text.replace(from, to));
      const ran = promtool('test', 'rules', join(copy, 'tests', test));
      writeFileSync(join(copy, file), text);
      assert.notEqual(ran.code, 0, `${file} with ${to} passes ${test}`);
    }
  });
});
