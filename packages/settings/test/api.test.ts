import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { ConfigError } from '@feed/platform/env';
import { readConfig } from '../src/api.js';

const needed = { DATABASE_URL: 'postgres://x@localhost/feed', REDIS_URL: 'redis://localhost' };

describe('readConfig', () => {
  it('needs little for development, and refuses its secret in production', () => {
    const config = readConfig(needed);
    assert.equal(config.introspection, 'public');
    assert.ok(Object.isFrozen(config.http));
    assert.throws(() => readConfig({ ...needed, NODE_ENV: 'production' }), /AUTH_SECRET/);
    const production = readConfig({ ...needed, NODE_ENV: 'production', AUTH_SECRET: 'x'.repeat(32) });
    assert.equal(production.introspection, 'authenticated');
  });

  it('reports every problem at once', () => {
    const env = { DATABASE_URL: 'mysql://x', PORT: '70000', TRUST_PROXY: 'yes', AUTH_SECRET: 'short' };
    assert.throws(
      () => readConfig(env),
      (error) => error instanceof ConfigError && error.problems.length === 5,
    );
  });

  it('is documented, every variable of it', () => {
    const read = new Set<string>();
    const env = new Proxy<NodeJS.ProcessEnv>(needed, {
      get: (target, name) => {
        read.add(String(name));
        return target[String(name)];
      },
    });
    readConfig(env);
    const guide = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
    const section = guide.split(/^## /m).find((part) => part.startsWith('api')) ?? '';
    const rows = [...section.matchAll(/^\| `([A-Z_]+)` +\| (secret)?/gm)];
    const documented = rows.flatMap(([, name, secret]) => (secret ? [name, `${name}_FILE`] : [name]));
    assert.deepEqual([...read].sort(), documented.sort());
  });
});
