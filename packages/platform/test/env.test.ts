import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, type EnvReader, readEnv } from '../src/env.js';

function problemsOf(env: NodeJS.ProcessEnv, read: (reader: EnvReader) => unknown): string[] {
  try {
    readEnv(env, read);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  return [];
}

describe('env', () => {
  it('reads every kind of value', () => {
    const env = { NAME: 'api', PORT: '4000', DEBUG: 'yes', LEVEL: 'warn', DB: 'postgres://h/d', WAIT: '5s' };
    const config = readEnv(env, (r) => ({
      name: r.str('NAME'),
      port: r.int('PORT', { min: 0, max: 65535 }),
      debug: r.bool('DEBUG', { default: false }),
      level: r.oneOf('LEVEL', ['info', 'warn']),
      db: r.url('DB', { protocols: ['postgres:'] }),
      waitMs: r.ms('WAIT', { default: 1, min: 0, max: 10_000 }),
      absent: r.optional('ABSENT'),
    }));
    assert.deepEqual(config, {
      ...{ name: 'api', port: 4000, debug: true, level: 'warn', db: 'postgres://h/d', waitMs: 5000 },
      absent: undefined,
    });
  });

  it('takes defaults for what is unset or empty', () => {
    const config = readEnv({ B: '' }, (r) => [r.int('A', { default: 7 }), r.str('B', { default: 'x' })]);
    assert.deepEqual(config, [7, 'x']);
  });

  it('reports all problems at once', () => {
    const problems = problemsOf({ PORT: '70000', LEVEL: 'loud', URL: 'ftp://x', WAIT: '5 apples' }, (r) => {
      r.int('PORT', { min: 1, max: 65535 });
      r.oneOf('LEVEL', ['info', 'warn']);
      r.url('URL', { protocols: ['redis:', 'rediss:'] });
      r.ms('WAIT', { default: 1, min: 1, max: 10 });
      r.str('MISSING');
      r.secret('KEY', { minLength: 8 });
      r.fail('A and B exclude each other');
    });
    const expected = [
      /^PORT .* from 1 to 65535/,
      /^LEVEL .* info, warn/,
      /^URL .* redis:\/\/ or rediss/,
      /^WAIT /,
    ];
    const rest = [/^MISSING is required/, /^KEY is required.*KEY_FILE/, /^A and B/];
    assert.equal(problems.length, 7);
    for (const [i, pattern] of [...expected, ...rest].entries()) assert.match(problems[i] ?? '', pattern);
  });

  it('never repeats a value, which might be a secret', () => {
    const env = { URL: 'hunter2://hunter2', KEY: 'hunter2', PORT: 'hunter2' };
    const problems = problemsOf(env, (r) => {
      r.url('URL', { protocols: ['redis:'] });
      r.secret('KEY', { minLength: 8 });
      r.int('PORT');
    });
    assert.equal(problems.length, 3);
    assert.doesNotMatch(problems.join(), /hunter2/);
  });

  it('parses durations and rejects those out of range', () => {
    const cases = { '150ms': 150, '5s': 5000, '2m': 120_000, '5000': 5000, '0': 0 };
    for (const [text, expected] of Object.entries(cases)) {
      assert.equal(
        readEnv({ T: text }, (r) => r.ms('T', { default: 1, min: 0, max: 200_000 })),
        expected,
      );
    }
    for (const text of ['-1', '1.5s', '5 s', '10m', 'Infinity', '1e3']) {
      assert.equal(
        problemsOf({ T: text }, (r) => r.ms('T', { default: 1, min: 0, max: 200_000 })).length,
        1,
        text,
      );
    }
  });

  it('freezes the configuration all the way down', () => {
    const config = readEnv({}, () => ({ inner: { list: [1] } }));
    assert.throws(() => config.inner.list.push(2), TypeError);
  });
});

describe('env secrets', () => {
  const development = 'development-only-secret-of-32-chars';
  const read = (r: EnvReader): string => r.secret('KEY', { minLength: 32, developmentDefault: development });
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'env-test-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('allows the development default outside production only', () => {
    assert.equal(readEnv({}, read), development);
    assert.match(problemsOf({ NODE_ENV: 'production' }, read)[0] ?? '', /KEY is required/);
    assert.match(
      problemsOf({ NODE_ENV: 'production', KEY: development }, read)[0] ?? '',
      /which production rejects/,
    );
  });

  it('reads NAME_FILE without its final line break', () => {
    const file = join(folder, 'key');
    writeFileSync(file, `${'k'.repeat(40)}\n`);
    assert.equal(readEnv({ NODE_ENV: 'production', KEY_FILE: file }, read), 'k'.repeat(40));
  });

  it('reads a URL, which may contain a password, from a file as well', () => {
    const database = (r: EnvReader): string => r.url('DB', { protocols: ['postgres:'] });
    const file = join(folder, 'url');
    writeFileSync(file, 'postgres://me:hunter2@host/feed\n');
    assert.equal(readEnv({ DB_FILE: file }, database), 'postgres://me:hunter2@host/feed');
    assert.match(problemsOf({ DB: 'postgres://h/d', DB_FILE: file }, database)[0] ?? '', /both set/);
    writeFileSync(file, 'hunter2');
    assert.match(problemsOf({ DB_FILE: file }, database).join(), /^DB must be a URL(?!.*hunter2)/);
  });

  it('says whether a value is set, directly or by a file', () => {
    const has = (env: NodeJS.ProcessEnv): boolean => readEnv(env, (r) => r.has('KEY'));
    assert.deepEqual([{}, { KEY: '' }, { KEY: 'x' }, { KEY_FILE: '/x' }].map(has), [
      false,
      false,
      true,
      true,
    ]);
  });

  it('rejects a short secret, an unreadable file and two sources', () => {
    assert.match(problemsOf({ KEY: 'short' }, read)[0] ?? '', /at least 32/);
    assert.match(problemsOf({ KEY_FILE: join(folder, 'absent') }, read)[0] ?? '', /does not exist/);
    assert.match(problemsOf({ KEY: 'k'.repeat(40), KEY_FILE: '/x' }, read)[0] ?? '', /both set/);
  });
});
