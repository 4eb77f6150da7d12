import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileFault, fileKind, readTextFile, readTextFileIfPresent } from '../src/text-file.js';

describe('text files', () => {
  let folder: string, file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'feed-text-'));
    file = join(folder, 'file');
    chmodSync(folder, 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const faultOf = (work: () => unknown): FileFault => {
    try {
      work();
    } catch (error) {
      if (error instanceof FileFault) return error;
      throw error;
    }
    throw new Error('there was no fault');
  };
  const reasonOf = (content: Buffer): string => {
    writeFileSync(file, content);
    return faultOf(() => readTextFile(file)).reason;
  };

  it('are read without their byte order mark', () => {
    for (const [content, text] of [
      ['A=é漢😀\r\n', 'A=é漢😀\r\n'],
      ['\ufeffA=1', 'A=1'],
      ['', ''],
      ['a\ufeff', 'a\ufeff'],
    ] as const) {
      writeFileSync(file, content);
      assert.equal(readTextFile(file), text);
    }
  });

  it('must be UTF-8', () => {
    const latin1 = reasonOf(Buffer.from('a=1\r\nname=José\n', 'latin1'));
    assert.equal(latin1, 'is not valid UTF-8 (byte 0xE9, byte 9 of line 2): save it as UTF-8');
    const cut = reasonOf(Buffer.from('é漢').subarray(0, 4));
    assert.match(cut, /^is not valid UTF-8 \(byte 0xE6, byte 3 of line 1\)/);
    // Half of a surrogate pair, an overlong form, and a character above U+10FFFF.
    for (const bytes of [
      [0xed, 0xa0, 0xbd],
      [0xc0, 0xaf],
      [0xf5, 0x80, 0x80, 0x80],
    ])
      assert.match(reasonOf(Buffer.from([97, ...bytes])), /\(byte 0x\w\w, byte 2 of line 1\)/);
  });

  it('in another format are recognised', () => {
    const utf16 = Buffer.from('a=1', 'utf16le');
    assert.match(reasonOf(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])), /^is in UTF-16/);
    assert.match(reasonOf(Buffer.concat([Buffer.from([0xfe, 0xff]), utf16.swap16()])), /^is in UTF-16/);
    assert.match(reasonOf(Buffer.from('a=1', 'utf16le')), /^is in UTF-16/);
    assert.match(reasonOf(Buffer.from('1f8b0800', 'hex')), /^is compressed with gzip/);
    assert.match(reasonOf(Buffer.from('504b0304', 'hex')), /^is a ZIP archive or a spreadsheet/);
  });

  it('are distinguished from everything else', () => {
    assert.equal(faultOf(() => fileKind(file)).code, 'NOT_FOUND');
    assert.equal(readTextFileIfPresent(file), undefined);
    symlinkSync(join(folder, 'nowhere'), file);
    for (const [path, message] of [
      [file, `${file} is a link to a file that does not exist`],
      [folder, `${folder} is a directory`],
      ['/dev/null', '/dev/null is a device'],
      ['x'.repeat(5000), /is too long to be the name of a file$/],
    ] as const) {
      const fault = faultOf(() => readTextFileIfPresent(path));
      if (typeof message === 'string') assert.equal(fault.message, message);
      else assert.match(fault.message, message);
      assert.equal(fault.code, 'INVALID_INPUT');
    }
    const loop = join(folder, 'loop');
    symlinkSync(loop, loop);
    assert.equal(faultOf(() => fileKind(loop)).reason, 'is a link that leads back to itself');
  });

  it('may be pipes', () => {
    assert.equal(spawnSync('mkfifo', [file]).status, 0);
    assert.equal(fileKind(file), 'pipe');
  });

  it('may be forbidden to the user', () => {
    writeFileSync(file, 'a');
    chmodSync(file, 0);
    const fault = asAnotherUser(() => faultOf(() => readTextFile(file)));
    assert.deepEqual([fault.code, fault.reason], ['FORBIDDEN', 'may not be read by this user']);
  });
});

/** Root may read everything, so the work is done as another user. */
function asAnotherUser<T>(work: () => T): T {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}
