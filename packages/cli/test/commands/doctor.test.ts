import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { readConfig } from '@feed/settings/api';
import { startMailCatcher, type MailCatcher } from '@feed/local-servers/mail-catcher/catcher';
import { openMailFolder } from '@feed/local-servers/mail-catcher/folder';
import { createKueConsumer } from '@feed/tasks/kue';
import type { WakeupConsumer } from '@feed/tasks/wakeup';
import { statement, type Database } from '@feed/store/postgres/database';
import { openRedis, type Redis } from '@feed/store/redis/redis';
import { startPgBouncer } from '@feed/local-servers/pgbouncer';
import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { redisReady } from '@feed/testkit/redis-ready';
import { run } from '../support/run.js';

interface Finding {
  check: string;
  level: 'ok' | 'warn' | 'fail';
  found: string;
  advice?: string;
}

const task = statement(
  'test.task',
  `INSERT INTO tasks (kind, payload, state, run_after) VALUES ('welcome-mail', '{}', $1::task_state, now() - interval '5 min')`,
);
const clear = statement('test.clear', 'TRUNCATE tasks');
const production = { NODE_ENV: 'production', MAIL_FROM: 'feed@example.org', AUTH_SECRET: 'x'.repeat(40) };
const nowhere = {
  DATABASE_URL: 'postgres://user:geheim@127.0.0.1:1/none',
  REDIS_URL: 'redis://:geheim@127.0.0.1:1',
  SMTP_URL: 'smtp://user:geheim@127.0.0.1:1',
};

describe('feedctl doctor', () => {
  let server: TestDatabase, redisServer: TestRedis, database: Database, redis: Redis;
  let catcher: MailCatcher, worker: WakeupConsumer, env: NodeJS.ProcessEnv;

  /** Takes hints, as a worker does. */
  const takeHints = () => {
    const own = { redisUrl: redisServer.url, clientName: 'worker', onError: () => undefined };
    worker = createKueConsumer(own);
    worker.listen(() => undefined);
  };

  before(async () => {
    [server, redisServer] = await Promise.all([testDatabase(), testRedis()]);
    database = server.open({ url: server.url, pooler: 'none' });
    redis = openRedis({ url: redisServer.url, timeoutMs: 1_000, clientName: 'test', logger: silentLogger() });
    await redisReady(redis);
    takeHints();
    const folder = openMailFolder('/nonexistent');
    catcher = await startMailCatcher({ host: '127.0.0.1', port: 0, folder, onError: assert.ifError });
    const SMTP_URL = `smtp://127.0.0.1:${catcher.port}`;
    env = { DATABASE_URL: server.serviceUrl, REDIS_URL: redisServer.url, SMTP_URL };
  });
  after(async () => {
    await Promise.all([redis.close(), worker.close(), catcher.close()]);
    await Promise.all([redisServer.stop(), server.drop()]);
  });

  const doctor = async (given: NodeJS.ProcessEnv = {}) => {
    const { code, stdout } = await run(['doctor', '--json'], { ...env, ...given });
    const { findings } = JSON.parse(stdout) as { findings: Finding[] };
    for (const { level, advice } of findings) assert.equal(advice === undefined, level === 'ok');
    return { code, findings };
  };
  /** Runs the doctor. @returns the problems, by the name of the check */
  const problems = async (given?: NodeJS.ProcessEnv) => {
    const { code, findings } = await doctor(given);
    const bad = findings.filter(({ level }) => level !== 'ok');
    assert.equal(code, bad.some(({ level }) => level === 'fail') ? 1 : 0);
    return Object.fromEntries(bad.map(({ check, level, found }) => [check, `${level}: ${found}`]));
  };

  it('checks everything, and finds nothing wrong with a healthy system', async () => {
    const { code, findings } = await doctor();
    assert.deepEqual(
      findings.filter(({ level }) => level !== 'ok'),
      [],
    );
    assert.equal(code, 0);
    assert.deepEqual(
      findings.map(({ check }) => check),
      [
        ...['api configuration', 'worker configuration', 'pool sizes'],
        ...['postgres', 'postgres version', 'writes', 'letter case', 'database size', 'connections'],
        ...['statement timeout', 'database role', 'pooler', 'settings', 'postgres clock', 'schema', 'tasks'],
        'dead tasks',
        ...['redis', 'redis version', 'redis writes', 'redis memory', 'redis eviction', 'redis clients'],
        ...['redis persistence', 'redis clock', 'hints', 'mail'],
      ],
    );
  });

  it('prints a table and the advice', async () => {
    const healthy = await run(['doctor'], env);
    assert.match(healthy.stdout, /^level  check +found\nok +api configuration +complete\n/);
    assert.match(healthy.stdout, /\n\n27 ok, 0 warn, 0 fail\n$/);
    const ill = await run(['doctor'], { ...env, DATABASE_POOL_MAX: '20' });
    assert.equal(ill.code, 0);
    assert.match(
      ill.stdout,
      /\nWhat to do:\nwarn pool sizes: set DATABASE_POOL_MAX to 4 .*\n\n26 ok, 1 warn/,
    );
  });

  it('names the servers that cannot be reached, and no secret', async () => {
    const { code, stdout, stderr } = await run(['doctor'], { ...nowhere, ...production });
    assert.equal(code, 1);
    for (const name of ['postgres', 'redis', 'mail'])
      assert.match(stdout, new RegExp(`\\nfail +${name} .*REFUSED`));
    assert.doesNotMatch(stdout + stderr, /geheim/);
  });

  it('reports every problem of the configuration', async () => {
    const { findings } = await doctor({ NODE_ENV: 'production', PORT: 'http' });
    const [api, worker] = findings;
    assert.match(api?.advice ?? '', /PORT .*; AUTH_SECRET is required/);
    assert.match(worker?.advice ?? '', /MAIL_FROM/);
    assert.match(
      (await doctor({ REDIS_URL: '' })).findings.find((f) => f.check === 'redis')?.found ?? '',
      /REDIS_URL/,
    );
  });

  it('does not accept the development secret in production', async () => {
    assert.deepEqual(await problems(production), {});
    const AUTH_SECRET = readConfig(env).auth.secret;
    const found = await problems({ ...production, AUTH_SECRET });
    assert.deepEqual(found, { 'api configuration': 'fail: 1 to correct' });
  });

  it('notices a pooler that does not match the settings', async () => {
    const pooler = await startPgBouncer(server.serviceUrl);
    try {
      const through = { DATABASE_URL: pooler.url, MIGRATION_DATABASE_URL: server.url };
      const timeout = { 'statement timeout': 'warn: none for role feed_service' };
      const configured = { ...through, DATABASE_POOLER: 'transaction' };
      assert.deepEqual(await problems(configured), timeout);
      assert.deepEqual(await problems(through), {
        ...timeout,
        pooler: 'fail: in transaction mode, but DATABASE_POOLER=none',
      });
      assert.deepEqual(await problems({ ...configured, MIGRATION_DATABASE_URL: '' }), {
        ...timeout,
        'migration connection': 'warn: through the pooler',
      });
    } finally {
      await pooler.stop();
    }
    assert.deepEqual(await problems({ DATABASE_POOLER: 'transaction' }), {
      pooler: 'warn: none, but DATABASE_POOLER=transaction',
    });
  });

  it('checks how Redis is configured', async () => {
    await redis.client.configSet({ maxmemory: '0', 'maxmemory-policy': 'allkeys-lru' });
    const unlimited = await problems();
    assert.match(unlimited['redis memory'] ?? '', /^warn: \d+\.\d MB, no limit$/);
    assert.equal(unlimited['redis eviction'], 'warn: allkeys-lru');
    await redis.client.configSet({ maxmemory: '1mb', 'maxmemory-policy': 'volatile-lru' });
    assert.deepEqual(Object.keys(await problems()), ['redis memory', 'hints']);
    await redis.client.configSet({ maxmemory: '30mb', 'maxmemory-policy': 'noeviction' });
  });

  it('notices that no worker takes hints, or that Redis accepts none', async () => {
    await worker.close();
    assert.deepEqual(await problems(), { hints: 'warn: no worker took one within 3 s' });
    takeHints();
    assert.deepEqual(await problems(), {});
    await redis.client.sendCommand(['ACL', 'SETUSER', 'default', '-incr']);
    assert.match((await problems())['hints'] ?? '', /^warn: .*NOPERM/);
    await redis.client.sendCommand(['ACL', 'SETUSER', 'default', '+incr']);
  });

  it('reports late and dead tasks', async () => {
    for (const state of ['pending', 'dead', 'dead']) await database.query(task, [state]);
    const found = await problems();
    assert.match(found['tasks'] ?? '', /^warn: 1 pending, the oldest due for 30\d s$/);
    assert.equal(found['dead tasks'], 'warn: 2');
    await database.query(clear);
  });

  it('notices a read-only database', async () => {
    await server.alter('SET default_transaction_read_only = on');
    assert.deepEqual(await problems(), { writes: 'fail: rejected: the database is read-only' });
    await server.alter('RESET default_transaction_read_only');
  });

  it('names each setting that differs, and which of them matter', async () => {
    const { alter } = server;
    const settings = {
      datestyle: "'SQL, DMY'",
      timezone: "'Asia/Kathmandu'",
      standard_conforming_strings: 'off',
      default_transaction_isolation: "'serializable'",
      lock_timeout: "'10ms'",
      synchronous_commit: 'off',
    };
    for (const [setting, value] of Object.entries(settings)) await alter(`SET ${setting} = ${value}`);
    const seen = async (given?: NodeJS.ProcessEnv) =>
      Object.fromEntries(
        (await doctor(given)).findings
          .filter(({ check }) => check.startsWith('setting'))
          .map(({ check, level, found, advice }) => [check.slice(8), [level, found, advice?.split(': ')[1]]]),
      );
    const own = 'the services set their own';
    const unused = 'the services do not depend on it';
    const loses = ['warn', 'off', 'a crash of Postgres loses writes that were acknowledged'];
    const direct = {
      DateStyle: ['ok', `SQL, DMY; ${unused}`, undefined],
      TimeZone: ['ok', `Asia/Kathmandu; ${unused}`, undefined],
      standard_conforming_strings: ['ok', `off; ${unused}`, undefined],
      default_transaction_isolation: ['ok', `serializable; ${own}`, undefined],
      lock_timeout: ['ok', `10ms; ${own}`, undefined],
      synchronous_commit: loses,
    };
    assert.deepEqual(await seen(), direct);
    const pooled = await seen({ DATABASE_POOLER: 'transaction' });
    assert.deepEqual(pooled, {
      ...direct,
      default_transaction_isolation: [
        'warn',
        'serializable',
        'statements that meet a change of the same row fail and are repeated',
      ],
      lock_timeout: ['warn', '10ms', 'changes of the same row fail with TIMEOUT'],
    });
    for (const setting of Object.keys(settings)) await alter(`RESET ${setting}`);
    await alter("SET search_path = 'elsewhere'");
    assert.match(
      (await problems())['settings'] ?? '',
      /^fail: search_path is "elsewhere", but the tables are in public/,
    );
    await alter('RESET search_path');
  });

  it('notices a database that knows letter case in ASCII only', async () => {
    const url = new URL(server.serviceUrl);
    const name = (url.pathname += '_ascii').slice(1);
    const create = `CREATE DATABASE ${name} TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'`;
    await database.query(statement('test.create-ascii', create));
    try {
      const found = await problems({ DATABASE_URL: url.href });
      assert.equal(found['letter case'], 'warn: in ASCII only: É and é can be two usernames');
    } finally {
      await database.query(statement('test.drop-ascii', `DROP DATABASE ${name} WITH (FORCE)`));
    }
  });

  describe('the role of the services', () => {
    const admin = (sql: string): Promise<unknown> => database.withClient((client) => client.query(sql));
    const role = async (given: NodeJS.ProcessEnv = {}): Promise<string | undefined> =>
      (await problems(given))['database role'];
    const named = (name: string): string => {
      const url = new URL(server.serviceUrl);
      url.username = name;
      return url.href;
    };
    const name = `feed_doctor_${process.pid}`;
    const grant = 'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public';
    before(() => admin(`CREATE ROLE ${name} LOGIN PASSWORD 'test'; ${grant} TO ${name}`));
    after(() => admin(`DROP OWNED BY ${name}; DROP ROLE ${name}`));

    const surplus: [string, string, string, string][] = [
      ['a superuser', `ALTER ROLE ${name} SUPERUSER`, `ALTER ROLE ${name} NOSUPERUSER`, 'is a superuser'],
      [
        'creates roles',
        `ALTER ROLE ${name} CREATEROLE`,
        `ALTER ROLE ${name} NOCREATEROLE`,
        'may create roles',
      ],
      [
        'creates databases',
        `ALTER ROLE ${name} CREATEDB`,
        `ALTER ROLE ${name} NOCREATEDB`,
        'may create databases',
      ],
      [
        'creates tables',
        `GRANT CREATE ON SCHEMA public TO ${name}`,
        `REVOKE CREATE ON SCHEMA public FROM ${name}`,
        'may create tables',
      ],
      [
        'owns a table',
        `ALTER TABLE mutes OWNER TO ${name}`,
        'ALTER TABLE mutes OWNER TO postgres',
        'may alter and drop the tables',
      ],
    ];
    for (const [what, give, take, found] of surplus)
      it(`is reported when it is or does more than it needs: ${what}`, async () => {
        assert.equal(await role({ DATABASE_URL: named(name) }), undefined);
        await admin(give);
        assert.equal(await role({ DATABASE_URL: named(name) }), `warn: ${name} ${found}`);
        await admin(`${take}; ${grant} TO ${name}`);
      });

    it('is reported through a pooler, too', async () => {
      const pooler = await startPgBouncer(server.url);
      try {
        const through = { DATABASE_URL: pooler.url, DATABASE_POOLER: 'transaction' };
        assert.equal(await role(through), 'warn: postgres is a superuser');
      } finally {
        await pooler.stop();
      }
    });

    it('is a mere warning where there is only one, as at a host that allows no other', async () => {
      const { findings } = await doctor({ DATABASE_URL: server.url });
      const found = findings.find(({ check }) => check === 'database role');
      assert.equal(found?.level, 'warn');
      assert.match(found?.advice ?? '', /keep this address in MIGRATION_DATABASE_URL/);
    });

    it('fails the check when it lacks rights', async () => {
      await admin(`REVOKE ALL ON posts FROM ${name}; REVOKE UPDATE ON tasks FROM ${name}`);
      assert.equal(
        await role({ DATABASE_URL: named(name) }),
        `fail: ${name} may not use the rows of posts, tasks`,
      );
    });
  });

  it('notices a missing schema', async () => {
    const empty = statement('test.empty', 'DELETE FROM schema_migrations');
    await database.query(empty);
    assert.match((await problems())['schema'] ?? '', /^fail: none, needs 0/);
  });

  it('notices a mail server that rejects connections', async () => {
    const rude = createServer((socket) => socket.on('error', () => undefined).end('554 go away\r\n'));
    rude.listen(0, '127.0.0.1');
    await once(rude, 'listening');
    const port = `${(rude.address() as AddressInfo).port}`;
    const { mail } = await problems({ SMTP_URL: `smtp://127.0.0.1:${port}` });
    assert.equal(mail, `warn: 127.0.0.1:${port}: it responded 554 go away`);
    rude.close();
  });
});
