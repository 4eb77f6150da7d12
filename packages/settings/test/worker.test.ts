import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { hostLimits } from '@feed/platform/host-limits';
import { ConfigError } from '@feed/platform/env';
import { readConfig } from '../src/worker.js';

const needed = { DATABASE_URL: 'postgres://x@localhost/feed', REDIS_URL: 'redis://localhost' };

describe('readConfig of the worker', () => {
  it('needs little for development and fits its host, and wants to be told about mail in production', () => {
    const config = readConfig(needed);
    assert.equal(config.database.poolMax, hostLimits.supabase.budget.workerPool);
    assert.ok(config.mail.timeoutMs < config.tasks.leaseSeconds * 1000);
    assert.ok(config.shutdownGraceMs < hostLimits.render.stopGraceSeconds * 1000);
    assert.ok(Object.isFrozen(config.retention));
    const production = { ...needed, NODE_ENV: 'production' };
    assert.throws(() => readConfig(production), /SMTP_URL[^]*MAIL_FROM/);
    const mail = { SMTP_URL: 'smtps://u:p@mail.example', MAIL_FROM: 'Feed <feed@example.org>' };
    assert.equal(readConfig({ ...production, ...mail }).mail.from, mail.MAIL_FROM);
  });

  it('reports every problem at once', () => {
    const env = {
      ...{
        DATABASE_URL: 'mysql://x',
        OPS_PORT: '70000',
        MAIL_FROM: 'nobody',
        RETENTION_ENDED_SESSIONS: '1h',
      },
      WORKER_CONCURRENCY: '3',
    };
    assert.throws(
      () => readConfig(env),
      (error) => error instanceof ConfigError && error.problems.length === 6,
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
    const section = guide.split(/^## /m).find((part) => part.startsWith('worker')) ?? '';
    const rows = [...section.matchAll(/^\| `([A-Z_]+)` +\| (secret)?/gm)];
    const documented = rows.flatMap(([, name, secret]) => (secret ? [name, `${name}_FILE`] : [name]));
    assert.deepEqual([...read].sort(), documented.sort());
  });
});
