import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secretFiles, writeSecretFiles } from '../../src/system/secret-files.js';
import { writeServiceSettings } from '../../src/system/service-settings.js';
import { readSettings } from '../../src/system/settings.js';
import { systemEnv } from '../../src/system/system-env.js';

describe('the files that make up writes for Compose', () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), 'feed-compose-'))));
  after(() => rmSync(folder, { recursive: true }));

  it('contain the secrets, in a folder that only its owner can enter', () => {
    const secrets = join(folder, 'secrets');
    const system = systemEnv(readSettings({}), {});
    writeSecretFiles(secrets, system);
    assert.equal(statSync(secrets).mode & 0o777, 0o700);
    const text = (name: string): string => readFileSync(join(secrets, name), 'utf8');
    assert.equal(text('auth_secret'), system['AUTH_SECRET']);
    assert.equal(
      text('database_url'),
      `postgres://feed_service:${system['SERVICES_PASSWORD']}@postgres:5432/feed`,
    );
    assert.equal(
      text('migration_database_url'),
      `postgres://postgres:${system['POSTGRES_PASSWORD']}@postgres:5432/feed`,
    );
    assert.equal(statSync(join(secrets, 'database_url')).mode & 0o444, 0o444);
  });

  it('send mails to the catcher unless another server is configured', () => {
    const smtp = (env: NodeJS.ProcessEnv): string | undefined =>
      secretFiles(systemEnv(readSettings(env), {}))['smtp_url'];
    assert.equal(smtp({}), 'smtp://mail:1025');
    assert.equal(smtp({ SMTP_URL: 'smtps://me:x@mail.example' }), 'smtps://me:x@mail.example');
  });

  it('pass on given settings to the services, but no secrets', () => {
    const [defaults, file] = [join(folder, 'defaults.env'), join(folder, 'services.env')];
    writeFileSync(defaults, 'LOG_LEVEL=info\n');
    writeServiceSettings(file, defaults, { LOG_LEVEL: 'debug', AUTH_SECRET: 'x', MAIL_FROM: 'Me $1 <me@x>' });
    assert.equal(
      readFileSync(file, 'utf8'),
      'LOG_LEVEL=info\n\nLOG_LEVEL=debug\nMAIL_FROM="Me \\$1 <me@x>"\n',
    );
    writeServiceSettings(file, defaults, {});
    assert.equal(readFileSync(file, 'utf8'), 'LOG_LEVEL=info\n\n');
  });
});
