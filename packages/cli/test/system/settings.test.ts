import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostLimits } from '@feed/platform/host-limits';
import { portDefaults, portsOf, readSettings, withEnvFile } from '../../src/system/settings.js';
import { readSystemEnv, systemEnv, withServicesRole, writeSystemEnv } from '../../src/system/system-env.js';

describe('the settings of make up', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'feed-settings-'))));
  after(() => rmSync(folder, { recursive: true }));

  it('all have defaults, and listen on loopback', () => {
    assert.deepEqual(readSettings({}), {
      mode: 'auto',
      ports: portDefaults,
      bindAddress: '127.0.0.1',
      demo: true,
      dev: false,
      workerCpus: `${hostLimits.render.cpu}`,
      observability: false,
      smtpUrl: undefined,
    });
  });

  it('are reported with every problem at once, a port used twice included', () => {
    const env = { UP_MODE: 'cloud', PORT: '70000', OPS_PORT: '5000', REDIS_PORT: '5000' };
    assert.throws(() => readSettings(env), /UP_MODE[\s\S]*PORT[\s\S]*OPS_PORT and REDIS_PORT are both 5000/);
  });

  it('come from .env unless the environment sets them', () => {
    writeFileSync(join(folder, '.env'), 'PORT=5001\nREDIS_PORT=5002\n');
    const env = withEnvFile({ PORT: '6001', REDIS_PORT: '' }, folder);
    assert.equal(readSettings(env).ports.PORT, 6001);
    assert.equal(readSettings(env).ports.REDIS_PORT, 5002);
  });

  it('come from a .env that is text, with or without a byte order mark', () => {
    const file = join(folder, '.env');
    writeFileSync(file, '\ufeffPORT=5001\r\n');
    assert.equal(withEnvFile({}, folder)['PORT'], '5001');
    writeFileSync(file, Buffer.from('\ufeffPORT=5001\n', 'utf16le'));
    assert.throws(() => withEnvFile({}, folder), /\.env is in UTF-16: save it as UTF-8$/);
    rmSync(file);
    mkdirSync(file);
    assert.throws(() => withEnvFile({}, folder), /\.env is a directory$/);
    assert.throws(() => readSystemEnv(file), /\.env is a directory$/);
    rmSync(file, { recursive: true });
  });

  it('include secrets that are generated once, in a file that only its owner can read', () => {
    const file = join(folder, '.local', 'env');
    assert.deepEqual(readSystemEnv(file), {});
    const first = systemEnv(readSettings({}), readSystemEnv(file));
    writeSystemEnv(file, first);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(readSystemEnv(file), first);
    const second = systemEnv(readSettings({ POSTGRES_PORT: '6000' }), readSystemEnv(file));
    for (const name of [
      'AUTH_SECRET',
      'POSTGRES_PASSWORD',
      'SERVICES_PASSWORD',
      'GRAFANA_PASSWORD',
      'DEMO_PASSWORD',
    ])
      assert.equal(second[name], first[name]);
    assert.match(second['DATABASE_URL'] ?? '', /:6000\/feed$/);
    assert.ok((first['AUTH_SECRET'] ?? '').length >= 32);
    assert.doesNotMatch(readFileSync(file, 'utf8'), /undefined/);
  });

  it('have a role for the services and one for migrations, also when an older release wrote them', () => {
    const env = systemEnv(readSettings({}), {});
    const { SERVICES_PASSWORD, ...rest } = env;
    assert.equal(env['DATABASE_URL'], `postgres://feed_service:${SERVICES_PASSWORD}@127.0.0.1:5433/feed`);
    const superuser = `postgres://postgres:${env['POSTGRES_PASSWORD']}@127.0.0.1:5433/feed`;
    assert.equal(env['MIGRATION_DATABASE_URL'], superuser);
    const older = { ...rest, DATABASE_URL: superuser };
    const newer = withServicesRole(older);
    assert.equal(newer['MIGRATION_DATABASE_URL'], superuser);
    assert.match(newer['SERVICES_PASSWORD'] ?? '', /^[0-9a-f]{32}$/);
    assert.equal(
      newer['DATABASE_URL'],
      `postgres://feed_service:${newer['SERVICES_PASSWORD']}@127.0.0.1:5433/feed`,
    );
    assert.equal(
      newer['SERVICES_PASSWORD'],
      SERVICES_PASSWORD,
      'the role keeps it while an older release runs',
    );
    assert.equal(systemEnv(readSettings({}), rest)['SERVICES_PASSWORD'], SERVICES_PASSWORD);
    assert.deepEqual(withServicesRole(newer), newer);
    assert.deepEqual(withServicesRole({}), {});
  });

  it('include the ports of Prometheus and Grafana only with OBSERVABILITY', () => {
    const { PROMETHEUS_PORT, GRAFANA_PORT, ...always } = portDefaults;
    assert.deepEqual(portsOf(readSettings({})), always);
    assert.deepEqual(portsOf(readSettings({ OBSERVABILITY: '1' })), {
      ...always,
      PROMETHEUS_PORT,
      GRAFANA_PORT,
    });
  });

  it('have different secrets in every checkout', () => {
    const [first, second] = [systemEnv(readSettings({}), {}), systemEnv(readSettings({}), {})];
    assert.notEqual(first['AUTH_SECRET'], second['AUTH_SECRET']);
  });
});
