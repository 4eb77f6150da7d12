import assert from 'node:assert/strict';
import { hostLimits } from '@feed/platform/host-limits';
import { ConfigError } from '@feed/platform/env';
import { readConfig } from '../src/worker.js';
import { assertDocumented } from './support/documented.js';

const required = { DATABASE_URL: 'postgres://x@localhost/feed', REDIS_URL: 'redis://localhost' };

describe('the settings of the worker', () => {
  it('need two variables in development, fit the host, and need a mail server in production', () => {
    const config = readConfig(required);
    assert.equal(config.database.poolMax, hostLimits.supabase.budget.workerPool);
    assert.ok(config.mail.timeoutMs < config.tasks.leaseSeconds * 1000);
    const { leaseSeconds, sweepIntervalMs } = config.tasks;
    const longestSweepSeconds = (sweepIntervalMs * 1.25) / 1000;
    assert.ok(Math.max(leaseSeconds, longestSweepSeconds) < 14, "a dead worker's tasks wait less than 15 s");
    assert.ok(config.shutdownGraceMs < hostLimits.render.stopGraceSeconds * 1000);
    assert.ok(Object.isFrozen(config.retention));
    const production = { ...required, NODE_ENV: 'production' };
    assert.throws(() => readConfig(production), /SMTP_URL[^]*MAIL_FROM/);
    const mail = { SMTP_URL: 'smtps://u:p@mail.example', MAIL_FROM: 'Feed <feed@example.org>' };
    assert.equal(readConfig({ ...production, ...mail }).mail.from, mail.MAIL_FROM);
  });

  it('are reported with every problem at once', () => {
    const env = {
      DATABASE_URL: 'mysql://x',
      OPS_PORT: '70000',
      MAIL_FROM: 'nobody',
      RETENTION_ENDED_SESSIONS: '1h',
      WORKER_CONCURRENCY: '3',
    };
    assert.throws(
      () => readConfig(env),
      (error) => error instanceof ConfigError && error.problems.length === 6,
    );
  });

  it('say what to write instead of a mail server or a sender that cannot be used', () => {
    const problem = (env: NodeJS.ProcessEnv): string => {
      try {
        readConfig({ ...required, ...env });
      } catch (error) {
        assert.ok(error instanceof ConfigError);
        return error.problems.join('\n');
      }
      return '';
    };
    const servers: [string, RegExp][] = [
      ['smtp://u:p@mail.example:587?requireTLS=true', /^$/],
      ['smtps://u%40x.example:p%23w@mail.example', /^$/],
      ['mail.example:587', /^SMTP_URL must be a URL that starts with smtp:\/\/ or smtps:\/\/$/],
      ['smtp://feed@x.example:pw@mail.example', /^SMTP_URL .* write @ as %40$/],
      ['smtp://u:p#w@mail.example', /^SMTP_URL .* write # as %23$/],
      ['smtp://:587', /^SMTP_URL must be a URL such as smtp:/],
      ['smtps://mail.example?tls.rejectUnauthorized=false', /^SMTP_URL .* TLS is always verified/],
    ];
    for (const [SMTP_URL, expected] of servers) assert.match(problem({ SMTP_URL }), expected, SMTP_URL);
    for (const MAIL_FROM of ['feed', 'Feed feed@example.org', 'a@b@c', '<feed@example.org>'])
      assert.match(
        problem({ MAIL_FROM }),
        /^MAIL_FROM must be an address such as feed@example\.org/,
        MAIL_FROM,
      );
    assert.match(problem({ MAIL_FROM: '"Feed <feed@example.org>"' }), /^MAIL_FROM is in quotes/);
    assert.equal(problem({ MAIL_FROM: '"Feed, Inc." <feed@example.org>' }), '');
    assert.match(problem({ RETENTION_EVENTS: '7d' }), /^RETENTION_EVENTS .* from 1h to 100000h$/);
  });

  it('are all documented', () => assertDocumented('worker', required, readConfig));
});
