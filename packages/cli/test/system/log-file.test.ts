import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLogFile } from '../../src/system/supervisor/log-file.js';

describe('a log file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'feed-log-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps the newest lines and stays below twice its limit', () => {
    const path = join(folder, 'logs', 'api.log');
    const log = openLogFile(path, 1000);
    for (let line = 0; line < 500; line += 1) log.write(`line ${line}\n`);
    log.close();
    assert.deepEqual(readdirSync(join(folder, 'logs')).sort(), ['api.log', 'api.log.1']);
    assert.ok(statSync(path).size + statSync(`${path}.1`).size < 2100);
    assert.match(readFileSync(path, 'utf8'), /line 499\n$/);
  });

  it('is continued by the next run', () => {
    const path = join(folder, 'api.log');
    for (const text of ['first\n', 'second\n']) {
      const log = openLogFile(path, 1000);
      log.write(text);
      log.close();
    }
    assert.equal(readFileSync(path, 'utf8'), 'first\nsecond\n');
  });
});
