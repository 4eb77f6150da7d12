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

  it('are all documented', () => assertDocumented('api', required, readConfig));
});
