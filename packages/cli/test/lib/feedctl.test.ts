import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain, printFailure } from '../../src/lib/failure.js';
import { withLocalSettings } from '../../src/lib/local-settings.js';
import { formatCount } from '../../src/lib/format.js';
import { oneLine, printable, visible } from '../../src/lib/printable.js';
import { startProgress } from '../../src/lib/progress.js';
import { cut, table } from '../../src/lib/table.js';
import { createTerminal } from '../../src/lib/terminal.js';
import { CodedError } from '@feed/platform/errors';
import { PassThrough } from 'node:stream';
import stringWidth from 'string-width';
import { run } from '../support/run.js';

const nowhere = 'postgres://user:geheim@127.0.0.1:1/none';

describe('the feedctl command', () => {
  it('has help for itself and every command', async () => {
    const all = await run(['--help'], { DATABASE_URL: nowhere });
    assert.equal(all.code, 0);
    const names = [...all.stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name);
    assert.ok(names.includes('migrate'));
    for (const name of names.filter((name) => name !== 'help')) {
      const { code, stdout } = await run([name, '--help'], { DATABASE_URL: nowhere });
      assert.equal(code, 0);
      assert.match(stdout, new RegExp(`Usage: feedctl ${name}`));
    }
  });

  it('rejects an unknown command, argument or value with exit code 2', async () => {
    assert.equal((await run(['dance'], {})).code, 2);
    assert.equal((await run(['migrate', 'sideways'], {})).code, 2);
    const wait = await run(['migrate', '--wait', 'long'], {});
    assert.equal(wait.code, 2);
    assert.match(wait.stderr, /whole number/);
  });

  it('names an invalid setting, with exit code 2', async () => {
    const { code, stderr } = await run(['migrate'], { DATABASE_URL: 'mysql://x' });
    assert.equal(code, 2);
    assert.match(stderr, /CONFIGURATION: .*\n- DATABASE_URL must be a URL/);
  });

  it('names the setting of a failed connection, with exit code 2, and never prints a password', async () => {
    for (const args of [['migrate', '--wait', '0'], ['tasks'], ['user', 'password', 'ada', '--generate']]) {
      const text = await run(args, { DATABASE_URL: nowhere });
      assert.equal(text.code, 2);
      assert.match(
        text.stderr,
        /^feedctl: CONFIGURATION: .*\n- DATABASE_URL: .*ECONNREFUSED.*correct DATABASE_URL$/m,
      );
      assert.doesNotMatch(text.stderr, /geheim/);
    }
    const owner = await run(['seed'], { DATABASE_URL: nowhere, MIGRATION_DATABASE_URL: nowhere });
    assert.match(owner.stderr, /\n- MIGRATION_DATABASE_URL: .*ECONNREFUSED/);
    const machine = await run(['migrate', '--wait', '0', '--json'], { DATABASE_URL: nowhere });
    assert.equal((JSON.parse(machine.stdout) as { error: { code: string } }).error.code, 'CONFIGURATION');
    const leaky = new CodedError('UNAVAILABLE', 'away', { cause: new Error(nowhere) });
    assert.doesNotMatch(explain(leaky).message, /geheim/);
  });
});

describe('settings of the local system', () => {
  let directory: string, file: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'feed-settings-'));
    file = join(directory, 'env');
    writeFileSync(file, 'DATABASE_URL=postgres://local/feed\n# a comment\nREDIS_URL=redis://local\n');
  });
  after(() => rmSync(directory, { recursive: true }));

  it('supply what the environment does not set', () => {
    const env = withLocalSettings({ REDIS_URL: 'redis://other', DATABASE_URL: '' }, file);
    assert.equal(env['DATABASE_URL'], 'postgres://local/feed');
    assert.equal(env['REDIS_URL'], 'redis://other');
  });

  it('are never mixed with those of another database', () => {
    const env = { DATABASE_URL: 'postgres://far/feed' };
    assert.deepEqual(withLocalSettings(env, file), env);
  });

  it('may begin with a byte order mark, and must be text', () => {
    writeFileSync(file, '\ufeffDATABASE_URL=postgres://marked/feed\r\n');
    assert.equal(withLocalSettings({}, file)['DATABASE_URL'], 'postgres://marked/feed');
    assert.throws(() => withLocalSettings({}, directory), /is a directory$/);
    writeFileSync(file, Buffer.from('A=\xe9\n', 'latin1'));
    assert.throws(() => withLocalSettings({}, file), /is not valid UTF-8 \(byte 0xE9, byte 3 of line 1\)/);
  });

  it('may be absent', () => {
    assert.deepEqual(withLocalSettings({ A: 'b' }, `${file}.none`), { A: 'b' });
  });
});

describe('the output of the feedctl command', () => {
  it('aligns tables, numbers to the right', () => {
    const text = table(
      ['table', 'rows'],
      [
        ['users', 5],
        ['post_likes', 1_000_000],
      ],
    );
    assert.equal(text, 'table       rows\nusers               5\npost_likes  1,000,000\n');
  });

  it('aligns wide characters, combining marks and emoji by the width that a terminal gives them', () => {
    const rows = [
      ['漢字', 1],
      ['ｆｕｌｌ', 20],
      ['e\u0301a\u200b', 3],
      ['हिन्दी', 4],
      ['👩‍👩‍👧', 5],
      ['🇩🇪', 6],
      ['a\u202eb\x1b[31m\nc', 7],
    ] as const;
    const lines = table(['name', 'n'], rows).trimEnd().split('\n');
    assert.deepEqual(lines, [
      'name      n',
      '漢字       1',
      'ｆｕｌｌ  20',
      'e\u0301a\u200b         3',
      `हिन्दी${' '.repeat(10 - stringWidth('हिन्दी'))} 4`,
      '👩‍👩‍👧         5',
      '🇩🇪         6',
      'ab[31m c   7',
    ]);
  });

  it('cuts a long text between characters', () => {
    assert.equal(cut('short', 5), 'short');
    assert.equal(cut('longer', 5), 'longe…');
    assert.equal(cut('漢字漢', 5), '漢字…');
    assert.equal(cut('a👩‍👩‍👧👩‍👩‍👧', 4), 'a👩‍👩‍👧…');
  });

  it('contains nothing that a terminal obeys or that changes the direction of text', () => {
    const evil = 'a\x1b[2J\x9b31m\x07\u202eb\u2066c\u2069\u200f\u061c\u2028';
    assert.equal(printable(evil), 'a[2J31mbc');
    assert.equal(printable('a\tb\nc é 漢 😀 👩‍👩‍👧'), 'a\tb\nc é 漢 😀 👩‍👩‍👧');
    assert.equal(oneLine('a\r\n b\u2028c'), 'a b c');
    assert.equal(
      visible('a\u202e\u200b\x1b\n\ud83d é漢😀\u3164'),
      'a<U+202E><U+200B><U+001B><U+000A><U+D83D> é漢😀<U+3164>',
    );
  });

  it('says nothing that a terminal obeys when it fails', () => {
    const stderr = new PassThrough();
    const terminal = createTerminal({ env: {}, stdout: stderr, stderr });
    assert.equal(printFailure(terminal, new CodedError('NOT_FOUND', 'a\x1b[2Jb\u202ec'), false), 1);
    assert.equal(String(stderr.read()), 'feedctl: NOT_FOUND: a[2Jbc\n');
  });

  it('never says that less than nothing is left', () => {
    const stderr = Object.assign(new PassThrough(), { isTTY: true });
    const progress = startProgress(createTerminal({ env: {}, stdout: stderr, stderr }), 'rows', 10.4);
    progress.advance(10.7);
    progress.end();
    const text = String(stderr.read());
    assert.match(text, /rows: 11 of 10 \(100 %\), .*, 0 s left/);
    assert.doesNotMatch(text, /-0/);
    assert.equal(formatCount(-0.3), '0');
  });

  for (const isTTY of [true, false]) {
    it(`sums up progress ${isTTY ? 'on a terminal' : 'in a log'}`, () => {
      const stderr = Object.assign(new PassThrough(), { isTTY });
      const progress = startProgress(createTerminal({ env: {}, stdout: stderr, stderr }), 'rows', 2_000);
      progress.advance(1_500);
      progress.advance();
      progress.end();
      assert.match(String(stderr.read()), /rows: 1,501 in \d+\.\d s\n$/);
    });
  }
});
