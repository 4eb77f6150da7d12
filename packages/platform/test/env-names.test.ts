import assert from 'node:assert/strict';
import { inWords, misspellings, recordNames } from '../src/env-names.js';

const known = new Set(['PORT', 'HOST', 'UP_MODE', 'LOG_LEVEL', 'OPS_PORT', 'RATE_READS_PER_ADDRESS']);
const meant = (...names: string[]) =>
  misspellings(Object.fromEntries(names.map((name) => [name, 'x'])), known).map((found) => found.meant);

describe('names of settings', () => {
  it('are recognised when a letter is missing, added, wrong or in the wrong place', () => {
    assert.deepEqual(meant('LOGLEVEL', 'LOG_LEVELS', 'LOG_LEVAL', 'LOG_LEVLE'), Array(4).fill('LOG_LEVEL'));
    assert.deepEqual(meant('RATE_READ_PER_ADRESS', 'UP_MOD', 'PROT'), [
      'RATE_READS_PER_ADDRESS',
      'UP_MODE',
      'PORT',
    ]);
    assert.equal(
      inWords({ name: 'UP_MOD', meant: 'UP_MODE' }),
      'UP_MOD is not a setting: did you mean UP_MODE?',
    );
  });

  it('are not seen in variables of other programs', () => {
    const others = [
      'HOME',
      'PATH',
      'SHELL',
      'TERM',
      'USER',
      'LANG',
      'MAIL',
      'PWD',
      'API_PORT',
      'HOSTNAME',
      'EDITOR',
    ];
    assert.deepEqual(meant(...others), []);
    assert.deepEqual(misspellings({ PORT: '1', UP_MODE: 'local', LOGLEVEL: '' }, known), []);
  });

  it('are recorded when they are read', () => {
    const names = new Set<string>();
    assert.equal(recordNames({ PORT: '1' }, names)['PORT'], '1');
    assert.deepEqual([...names], ['PORT']);
  });
});
