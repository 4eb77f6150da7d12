import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { hostLimits } from '@feed/platform/host-limits';
import { parse } from 'yaml';

interface Service {
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  restart?: string;
  command?: string[];
  environment?: Record<string, unknown>;
  ports?: string[];
  mem_limit?: string;
  cpus?: number | string;
  stop_grace_period?: string;
  healthcheck?: object;
  profiles?: string[];
  secrets?: string[];
}

const folder = new URL('../../../deploy/compose/', import.meta.url);
const load = (file: string): Record<string, Service> =>
  (
    parse(readFileSync(new URL(file, folder), 'utf8'), { merge: true }) as {
      services: Record<string, Service>;
    }
  ).services;

const core = load('compose.yaml');
const observability = load('compose.observability.yaml');
const all = Object.entries({ ...core, ...observability, ...load('compose.test.yaml') });
const part = (name: string): Service => core[name] ?? assert.fail(`no service ${name}`);
/** `${NAME:-default}` */
const preset = (value: unknown): string => String(value).replace(/^\$\{\w+:-(.*)\}$/, '$1');
/** The values of options like `--maxmemory 1` and `-c name=1`. */
const option = (service: Service, name: string): string | undefined => {
  const words = service.command ?? [];
  const setting = words.find((word) => word.startsWith(`${name}=`));
  return setting?.slice(name.length + 1) ?? words[words.indexOf(`--${name}`) + 1];
};

describe('the limits in deploy/compose', () => {
  const { pythonanywhere, supabase, rediscloud, render } = hostLimits;

  it('are those of the hosts', () => {
    const [api, worker, postgres] = [part('api'), part('worker'), part('postgres')];
    assert.equal(api.mem_limit, `${pythonanywhere.budget.residentBytes}`);
    assert.equal(api.cpus, pythonanywhere.budget.cpu);
    assert.equal(worker.mem_limit, `${render.memoryBytes}`);
    assert.equal(preset(worker.cpus), `${render.cpu}`);
    assert.equal(worker.stop_grace_period, `${render.stopGraceSeconds}s`);
    assert.equal(postgres.mem_limit, `${supabase.memoryBytes}`);
    assert.equal(postgres.cpus, supabase.budget.cpu);
    assert.equal(option(postgres, 'max_connections'), `${supabase.connections}`);
    assert.equal(option(postgres, 'max_wal_size'), `${supabase.budget.walBytes / 2 ** 20}MB`);
  });

  it('are those of the Redis host, which keeps nothing and evicts nothing', () => {
    const redis = part('redis');
    assert.equal(option(redis, 'maxmemory'), `${rediscloud.memoryBytes}`);
    assert.equal(option(redis, 'maxclients'), `${rediscloud.connections}`);
    assert.equal(option(redis, 'maxmemory-policy'), rediscloud.budget.evictionPolicy);
    assert.equal(redis.mem_limit, `${rediscloud.budget.residentBytes}`);
    assert.equal(redis.cpus, rediscloud.budget.cpu);
    assert.equal(option(redis, 'save'), '');
    assert.equal(option(redis, 'appendonly'), 'no');
  });
});

describe('every service in deploy/compose', () => {
  for (const [name, service] of all)
    it(`${name} has few rights, and limits on its resources`, () => {
      assert.equal(service.read_only, true);
      assert.deepEqual(service.cap_drop, ['ALL']);
      assert.deepEqual(service.security_opt, ['no-new-privileges:true']);
      assert.ok(service.mem_limit);
      for (const port of service.ports ?? [])
        assert.match(port, /^(127\.0\.0\.1|\$\{BIND_ADDRESS:-127\.0\.0\.1\}):/);
    });

  for (const [name, service] of all.filter(([, { profiles }]) => !profiles))
    it(`${name} is restarted automatically and gets its secrets as files`, () => {
      assert.ok(service.cpus);
      assert.match(service.restart ?? '', name === 'migrate' ? /^on-failure/ : /^unless-stopped$/);
      if (!['migrate', 'mail'].includes(name) && !/^feed-/.test(name)) assert.ok(service.healthcheck);
      for (const [variable, value] of Object.entries(service.environment ?? {}))
        if (/URL|SECRET|PASSWORD/.test(variable)) {
          assert.match(variable, /_FILE$/);
          assert.match(String(value), /^\/run\/secrets\//);
        }
    });

  it('gets the address of the owner of the tables only if it migrates or imports', () => {
    const holders = all.filter(([, { secrets = [] }]) =>
      secrets.some((name) => ['migration_database_url', 'postgres_password'].includes(name)),
    );
    assert.deepEqual(holders.map(([name]) => name).sort(), ['feedctl', 'migrate', 'postgres']);
    for (const name of ['feedctl', 'migrate'])
      assert.ok(part(name).secrets?.includes('database_url'), `${name} has no address of the services`);
  });

  it('is started with files that exist', () => {
    for (const service of Object.values(observability) as { volumes?: string[] }[])
      for (const [, path] of (service.volumes ?? []).flatMap((volume) => [
        ...volume.matchAll(/^(\.\/[^:]+):/g),
      ]))
        assert.ok(existsSync(new URL(path ?? '', folder)), path);
  });
});
