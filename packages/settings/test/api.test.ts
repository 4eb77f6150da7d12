import assert from 'node:assert/strict';
import { ConfigError } from '@feed/platform/env';
import { readConfig } from '../src/api.js';
import { assertDocumented } from './support/documented.js';

const required = { DATABASE_URL: 'postgres://x@localhost/feed', REDIS_URL: 'redis://localhost' };

describe('the settings of the api', () => {
  it('need two variables in development, and a secret in production', () => {
    const config = readConfig(required);
    assert.deepEqual([config.introspection, config.http.graphiql], ['public', true]);
    assert.ok(Object.isFrozen(config.http));
    assert.throws(() => readConfig({ ...required, NODE_ENV: 'production' }), /AUTH_SECRET/);
    const production = readConfig({ ...required, NODE_ENV: 'production', AUTH_SECRET: 'x'.repeat(32) });
    assert.deepEqual([production.introspection, production.http.graphiql], ['authenticated', false]);
  });

  it('are reported with every problem at once', () => {
    const env = { DATABASE_URL: 'mysql://x', PORT: '70000', TRUST_PROXY: 'yes', AUTH_SECRET: 'short' };
    assert.throws(
      () => readConfig(env),
      (error) => error instanceof ConfigError && error.problems.length === 5,
    );
  });

  const origins = (CORS_ORIGINS: string): readonly string[] =>
    readConfig({ ...required, CORS_ORIGINS }).http.corsOrigins;

  it('take origins exactly as browsers and apps send them', () => {
    const sent = ['https://a.example', 'http://localhost:3000', 'http://[::1]:8080', 'capacitor://localhost'];
    assert.deepEqual(origins(sent.join(' , ')), sent);
    assert.deepEqual(origins('*'), ['*']);
    assert.deepEqual(origins(','), []);
  });

  const unsent: [string, RegExp][] = [
    ['https://a.example/', /write https:\/\/a\.example, without a path or a final slash$/],
    ['https://a.example/app', /write https:\/\/a\.example,/],
    ['https://a.example?x=1', /write https:\/\/a\.example,/],
    ['https://u:geheim@a.example', /write https:\/\/a\.example,/],
    ['https://A.example', /write https:\/\/a\.example,/],
    ['https://a.example:443', /write https:\/\/a\.example,/],
    ['http://a.example:80', /write http:\/\/a\.example,/],
    ['https://münchen.example', /write https:\/\/xn--mnchen-3ya\.example,/],
    ['capacitor://localhost/', /write capacitor:\/\/localhost,/],
    ['https://*.example', /list every origin/],
    ['a.example', /without a scheme/],
    ['localhost:3000', /without a scheme/],
    ['null', /without a scheme/],
    ['https://a.example https://b.example', /separate origins with commas/],
    ['https://a.example;https://b.example', /separate origins with commas/],
    ['https://', /not an origin/],
  ];
  for (const [entry, advice] of unsent)
    it(`say what to write instead of the origin ${entry}`, () => {
      for (const text of [entry, `https://b.example,${entry}`])
        assert.throws(
          () => origins(text),
          ({ problems: [problem = '', ...more] }: ConfigError) =>
            /^CORS_ORIGINS /.test(problem) && advice.test(problem) && !/geheim/.test(problem) && !more[0],
        );
    });

  it('take an address to listen on, and nothing else', () => {
    for (const HOST of ['0.0.0.0', '::', '::1', 'fe80::1%eth0', 'localhost', 'api-1.internal'])
      assert.equal(readConfig({ ...required, HOST }).host, HOST);
    for (const HOST of ['http://localhost', '127.0.0.1:4000', '0.0.0.0/0', 'a b'])
      assert.throws(() => readConfig({ ...required, HOST }), /HOST must be an address to listen on/, HOST);
  });

  it('take a Redis without parameters', () => {
    for (const url of [
      'redis://h',
      'redis://h:6379/',
      'rediss://default:p%23w@h:6380/0',
      'redis://:p@[::1]/3',
    ])
      assert.equal(readConfig({ ...required, REDIS_URL: url }).redis.url, url);
    const rejected: [string, RegExp][] = [
      ['http://h:6379', /must be a URL that starts with redis:\/\/ or rediss:\/\//],
      ['redis://:p#w@h', /write # as %23/],
      ['redis://:12/34@h', /write \/ as %2F/],
      ['redis://:100%@h', /write % as %25/],
      ['redis://h/feed', /number of a database/],
      ['rediss://h?ssl_cert_reqs=none', /parameters, which are not supported/],
    ];
    for (const [REDIS_URL, advice] of rejected)
      assert.throws(() => readConfig({ ...required, REDIS_URL }), advice, REDIS_URL);
  });

  it('are all documented', () => assertDocumented('api', required, readConfig));
});
