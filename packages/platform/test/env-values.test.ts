import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, type EnvReader, readEnv } from '../src/env.js';

function problemOf(env: NodeJS.ProcessEnv, read: (reader: EnvReader) => unknown): string {
  try {
    readEnv(env, read);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    assert.equal(error.problems.length, 1, error.message);
    return error.problems[0] ?? '';
  }
  return '';
}

describe('a URL in the environment', () => {
  const read = (text: string): string =>
    problemOf({ DB: text }, (r) => r.url('DB', { protocols: ['postgres:', 'postgresql:'] }));

  const raw: [string, string][] = [
    ['#', '# as %23'],
    ['/', '/ as %2F'],
    ['?', '? as %3F'],
    ['@', '@ as %40'],
    ['\\', '\\ as %5C'],
    ['%', '% as %25'],
    [' ', 'a space as %20'],
  ];
  for (const [character, advice] of raw)
    for (const password of [`a${character}b`, `12${character}zz`, `${character}`, `x${character}`])
      it(`says how ${character} is written in the password ${password}`, () => {
        const problem = read(`postgres://u:${password}@h:5432/feed`);
        assert.ok(problem.includes(advice), problem);
        assert.match(problem, /^DB contains /);
      });

  it('says how each of several characters is written', () => {
    assert.match(read('postgres://u:p#w/1?x@y@h/feed'), /write # as %23, \/ as %2F, \? as %3F, @ as %40$/);
    assert.match(read('postgres://u:a@b/c@h/feed'), /write @ as %40, \/ as %2F$/);
    assert.match(read('postgres://u@corp:p@h/feed'), /write @ as %40$/);
  });

  it('is accepted when its password is percent-encoded, or needs no escape', () => {
    for (const password of [
      '%23%2F%3F%40%25%20',
      "a!$&'()*+,;=b",
      'a:b',
      'a^b|c{d}"e',
      'pässwörd',
      '[x]',
      '',
    ])
      assert.equal(read(`postgres://u:${password}@h:5432/feed`), '', password);
    for (const rest of [
      'h',
      'h/feed',
      '[::1]:5432/feed',
      '/feed',
      '%2Fvar%2Frun/feed',
      'u@h/feed?sslmode=disable',
    ])
      assert.equal(read(`postgresql://${rest}`), '', rest);
    for (const query of ['application_name=a@b', 'options=-c%20a%3Db', 'host=/var/run'])
      for (const start of ['h/feed', 'u:p@h/feed'])
        assert.equal(read(`postgres://${start}?${query}`), '', query);
  });

  it('is rejected with what to write', () => {
    for (const text of ['h/feed', 'mysql://h/feed', 'postgres:h', 'postgres:/h/feed', 'http://postgres://h'])
      assert.equal(read(text), 'DB must be a URL that starts with postgres:// or postgresql://', text);
    for (const text of [
      'postgres://u:p@h:54x2/feed',
      'postgres://u:p@:5432/feed',
      'postgres://u:p@h:99999/feed',
    ])
      assert.match(read(text), /^DB must be a URL such as postgres:\/\/user:password@host:port/, text);
    assert.match(read('postgres://u:p@h/fe#ed'), /write # as %23$/);
    assert.match(read('postgres://u:p%ff@h/feed'), /not UTF-8: write % as %25$/);
    assert.match(read('postgres://u:p%00@h/feed'), /%00/);
    assert.match(read('postgres://u:p\n@h/feed'), /line break/);
  });
});

describe('values in the environment', () => {
  const readers: Readonly<Record<string, (r: EnvReader) => unknown>> = {
    str: (r) => r.str('V'),
    optional: (r) => r.optional('V'),
    int: (r) => r.int('V'),
    bool: (r) => r.bool('V', { default: true }),
    oneOf: (r) => r.oneOf('V', ['info']),
    ms: (r) => r.ms('V', { default: 1, min: 0, max: 9 }),
    url: (r) => r.url('V', { protocols: ['redis:'] }),
    secret: (r) => r.secret('V', { minLength: 1 }),
    file: (r) => r.file('V', { check: () => undefined }),
  };
  for (const [kind, read] of Object.entries(readers))
    it(`may have no quotes or white space around them: ${kind}`, () => {
      for (const text of ['"x"', "'x'", '`x`', '""'])
        assert.equal(
          problemOf({ V: text }, read),
          'V is in quotes, which are part of the value here: remove them',
        );
      for (const text of [' x', 'x ', 'x\n', '\ufeffx', '"x" ', ' '])
        assert.equal(problemOf({ V: text }, read), 'V begins or ends with white space: remove it');
    });

  it('may contain quotes', () => {
    for (const text of ['"Feed, Inc." <feed@example.org>', "O'Neill", '"'])
      assert.equal(
        readEnv({ V: text }, (r) => r.str('V')),
        text,
      );
  });

  it('are explained when a unit is missing, unknown or too much', () => {
    const duration = (text: string): string =>
      problemOf({ T: text }, (r) => r.ms('T', { default: 1, min: 0, max: 86_400_000 }));
    for (const text of ['1d', '30 s', '5sec', '1h30m', 'PT5S', '1.5s', '5S', '48h'])
      assert.equal(
        duration(text),
        'T must be a whole number with the unit ms, s, m or h, such as 150ms, 5s, 2m or 24h (without a unit: ms), from 0ms to 24h',
        text,
      );
    for (const text of ['30s', '1_000', '1,000', '1e3', '1.5'])
      assert.equal(
        problemOf({ N: text }, (r) => r.int('N', { min: 1, max: 9999 })),
        'N must be an integer from 1 to 9999, in digits only',
      );
  });

  it('name the environment as production or not, never almost', () => {
    for (const NODE_ENV of ['Production', 'PROD', '"production"', 'production '])
      assert.match(
        problemOf({ NODE_ENV }, () => undefined),
        /^NODE_ENV must be exactly "production"/,
        NODE_ENV,
      );
    for (const NODE_ENV of ['', 'production', 'development', 'test', 'staging', 'preprod', 'non-production'])
      assert.equal(
        problemOf({ NODE_ENV }, () => undefined),
        '',
      );
  });
});

describe('a file that a variable names', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'env-file-'))));
  after(() => rmSync(folder, { recursive: true }));

  const asFile = (path: string): string =>
    problemOf({ F: path }, (r) => r.file('F', { check: () => undefined }));
  const asSecret = (path: string): string =>
    problemOf({ F_FILE: path }, (r) => r.url('F', { protocols: ['redis:'] }));

  it('must be there and be a file', () => {
    for (const [problem, name] of [
      [asFile, 'F'],
      [asSecret, 'F_FILE'],
    ] as const) {
      assert.equal(problem(join(folder, 'absent')), `${name} names a file that does not exist`);
      assert.equal(problem(join(folder, 'absent', 'more')), `${name} names a file that does not exist`);
      assert.equal(problem(folder), `${name} names a file that is a directory`);
      assert.equal(
        problem(`"${folder}"`),
        `${name} is in quotes, which are part of the value here: remove them`,
      );
    }
  });

  it('must not be empty when it holds a secret', () => {
    const file = join(folder, 'empty');
    writeFileSync(file, '\n');
    assert.equal(asSecret(file), 'F_FILE names a file that is empty; a pipe can be read only once');
    writeFileSync(file, 'redis://h\n\n');
    assert.equal(asSecret(file), 'F begins or ends with white space: remove it');
  });
});
