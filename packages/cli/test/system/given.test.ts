import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  givenSettings,
  ignoredSettings,
  readGiven,
  serviceSettingsOf,
  unknownSettings,
  withKeptSettings,
  writeGiven,
} from '../../src/system/given.js';

describe('settings given to make up', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'feed-given-'));
    writeFileSync(join(folder, '.env'), 'REDIS_PORT=5002\nLOG_LEVEL=warn\nREDIS_PROT=1\nEDITOR=vi\n');
  });
  after(() => rmSync(folder, { recursive: true }));

  const given = (env: NodeJS.ProcessEnv) => givenSettings({ HOME: '/', ...env }, folder);

  it('are those of the system and of the services', () => {
    assert.deepEqual(given({ PORT: '5000', TIMELINE_SIZE: '9', UP_MODE: '' }), {
      environment: { PORT: '5000', TIMELINE_SIZE: '9' },
      file: { REDIS_PORT: '5002', LOG_LEVEL: 'warn' },
    });
    assert.deepEqual(serviceSettingsOf(given({ PORT: '5000', TIMELINE_SIZE: '9' })), { TIMELINE_SIZE: '9' });
  });

  it('are kept by a restart, except for what is given to it, and .env is read again', () => {
    const file = join(folder, '.local', 'given.json');
    assert.deepEqual(readGiven(file), { environment: {}, file: {} });
    writeGiven(file, given({ PORT: '5000', LOG_LEVEL: 'debug' }));
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.deepEqual(withKeptSettings({ PORT: '6000', OPS_PORT: '' }, readGiven(file)), {
      PORT: '6000',
      LOG_LEVEL: 'debug',
    });
  });

  it('are named when a running system does not observe them', () => {
    const running = {
      system: { PORT: '4000', REDIS_PORT: '5002', SMTP_URL: 'smtp://127.0.0.1:1025' },
      given: given({ LOG_LEVEL: 'info' }),
      servicesFollow: false,
    };
    const now = given({
      PORT: '5000',
      LOG_LEVEL: 'debug',
      TIMELINE_SIZE: '9',
      SMTP_URL: 'smtp://me:geheim@mail.example.org',
      UP_DEMO: 'no',
    });
    assert.deepEqual(ignoredSettings(now, running).toSorted(), [
      'LOG_LEVEL=debug (it runs with info)',
      'PORT=5000 (it runs with 4000)',
      'SMTP_URL',
      'TIMELINE_SIZE=9',
    ]);
    assert.deepEqual(ignoredSettings(given({ PORT: '4000', LOG_LEVEL: 'info' }), running), []);
  });

  it('reach the services from .env alone while they run in Docker', () => {
    const running = {
      system: { REDIS_PORT: '5002' },
      given: { environment: {}, file: {} },
      servicesFollow: true,
    };
    assert.deepEqual(ignoredSettings(given({}), running), []);
    assert.deepEqual(ignoredSettings(given({ LOG_LEVEL: 'debug' }), running), ['LOG_LEVEL=debug']);
  });

  it('are compared with the settings that exist', () => {
    assert.deepEqual(unknownSettings({ UP_MOD: 'local', HOME: '/', TIMELINE_SIZ: '9' }, folder).toSorted(), [
      'REDIS_PROT is not a setting: did you mean REDIS_PORT?',
      'TIMELINE_SIZ is not a setting: did you mean TIMELINE_SIZE?',
      'UP_MOD is not a setting: did you mean UP_MODE?',
    ]);
  });
});
