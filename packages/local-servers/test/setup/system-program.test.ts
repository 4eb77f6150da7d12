import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureProgram, type Caller } from '../../src/setup/system-program.js';

const program = {
  command: 'planted-server',
  debian: 'planted-debian',
  homebrew: 'planted-brew',
  advice: 'install it by hand',
};
const user: Caller = { root: false, terminal: false, agrees: () => assert.fail('it must not ask') };
const root: Caller = { ...user, root: true };

describe('a missing program', () => {
  const path = process.env['PATH'];
  let folder: string;

  /** Puts a program on the PATH that notes how it is called. */
  const standIn = (name: string, script = '') => {
    const text = `#!/bin/sh\necho "${name} $*" >> "${folder}/calls"\n${script}\n`;
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  };
  const installs = `case "$*" in *install*) printf '#!/bin/sh\\n' > "${'${0%/*}'}/planted-server"; /bin/chmod 755 "${'${0%/*}'}/planted-server";; esac`;
  const calls = () => {
    const file = join(folder, 'calls');
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
    return lines.filter((line) => !line.endsWith('--version'));
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'feed-programs-'));
    // The PATH contains only the stand-ins and `env`, with which the commands are run.
    symlinkSync('/usr/bin/env', join(folder, 'env'));
    process.env['PATH'] = folder;
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
  });

  it('is not installed again when it is present', () => {
    standIn('planted-server');
    standIn('apt-get', installs);
    ensureProgram(program, root);
    assert.deepEqual(calls(), []);
  });

  it('is installed without a question as root', () => {
    standIn('apt-get', installs);
    ensureProgram(program, root);
    assert.deepEqual(calls(), [
      'apt-get update -qq',
      'apt-get install -y -qq --no-install-recommends planted-debian',
    ]);
  });

  it('is installed with Homebrew, without sudo, where Homebrew is present', () => {
    standIn('brew', installs);
    standIn('apt-get', installs);
    ensureProgram(program, user);
    assert.deepEqual(calls(), ['brew install planted-brew']);
  });

  it('is installed with sudo after a yes on a terminal', () => {
    standIn('apt-get', installs);
    standIn('sudo', 'exec "$@"');
    const questions: string[] = [];
    const agrees = (question: string) => questions.push(question) > 0;
    ensureProgram(program, { root: false, terminal: true, agrees });
    assert.deepEqual(questions, ['planted-server is missing. May it be installed with sudo apt-get? [y/N] ']);
    const [update, , install] = calls();
    assert.match(update ?? '', /^sudo env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get update/);
    assert.match(install ?? '', /^sudo env .* apt-get install .* planted-debian$/);
  });

  const typed =
    /planted-server is missing\. To install it, type: sudo apt-get update && sudo apt-get install --no-install-recommends planted-debian$/;

  it('is not installed after a no, and the error says what to type', () => {
    standIn('apt-get', installs);
    standIn('sudo', 'exec "$@"');
    assert.throws(() => ensureProgram(program, { root: false, terminal: true, agrees: () => false }), typed);
    assert.deepEqual(calls(), []);
  });

  it('is not installed without a terminal, and the error says what to type', () => {
    standIn('apt-get', installs);
    standIn('sudo', 'exec "$@"');
    assert.throws(() => ensureProgram(program, user), typed);
    assert.deepEqual(calls(), []);
  });

  it('causes an error with advice when there is no package manager or the installation fails', () => {
    assert.throws(() => ensureProgram(program, root), /planted-server is missing: install it by hand/);
    standIn('apt-get', 'case "$*" in *install*) exit 1;; esac');
    assert.throws(
      () => ensureProgram(program, root),
      /planted-server could not be installed: install it by hand/,
    );
  });
});
