import assert from 'node:assert/strict';
import { csvRecords, type CsvRecord } from '../../src/lib/csv-records.js';
import { TextFault } from '../../src/lib/text-chunks.js';
import { textLines } from '../../src/lib/text-lines.js';
import { temporaryDirectory, type Directory } from '../support/files.js';

/** Everything that a generator yields, and the fault that ended it. */
async function collected<T>(items: AsyncIterable<T>): Promise<{ items: T[]; fault?: TextFault }> {
  const found: T[] = [];
  try {
    for await (const item of items) found.push(item);
  } catch (error) {
    if (error instanceof TextFault) return { items: found, fault: error };
    throw error;
  }
  return { items: found };
}

/** More than one part of a file. */
const long = 600_000;

describe('CSV records', () => {
  let directory: Directory;
  beforeEach(() => (directory = temporaryDirectory()));
  afterEach(() => directory.remove());
  const records = (content: string | Buffer) => collected(csvRecords(directory.write('a.csv', content)));
  const shown = ({ line, values }: CsvRecord) => `${line}:${values.join('|')}`;

  for (const header of ['\n', '\r\n', '\r'])
    for (const row of ['\n', '\r\n', '\r'])
      it(`may end in ${JSON.stringify(header)}, and later in ${JSON.stringify(row)}`, async () => {
        const { items } = await records(`a,b${header}1,2${row}${row}"3","x${header}y"${row}5,6`);
        assert.deepEqual(items.map(shown), ['1:a|b', '2:1|2', `4:3|x${header}y`, '6:5|6']);
      });

  it('know their physical lines behind line ends in quotes, across parts of the file', async () => {
    const ends = ['\n', '\r\n', '\r'];
    let [text, line] = ['', 1];
    const expected: number[] = [];
    for (let nth = 0; text.length < long; nth += 1) {
      const inside = ends[nth % 3] ?? '';
      const after = ends[(nth >> 2) % 2] ?? '';
      expected.push(line);
      text += `${nth},"${'é'.repeat(nth % 7)}${inside}""x""${inside}",${'y'.repeat(nth % 11)}${after}${nth % 5 === 0 ? after : ''}`;
      line += 3 + (nth % 5 === 0 ? 1 : 0);
    }
    const { items } = await records(text);
    assert.deepEqual(
      items.map((record) => record.line),
      expected,
    );
    assert.ok(items.every(({ values }) => values.length === 3));
  });

  it('before a fault are all read, and the fault is one', async () => {
    const rows = Array.from({ length: 2_000 }, (_, nth) => `${nth},b\n`).join('');
    for (const [bad, reason] of [
      ['1,Ann "the" Lee\n2,c\n', /from here on: a quote inside a value: put the whole value in quotes/],
      ['1,"Ann" Lee\n2,c\n', /from here on: text after a closing quote/],
      ['1,"never closed\n2,c\n', /from here on: a quote is never closed$/],
      [`1,"${'x\n'.repeat(long)}`, /from here on: a row of more than 1 MiB/],
    ] as const) {
      const { items, fault } = await records(rows + bad);
      assert.equal(items.length, 2_000);
      assert.match(fault?.reason ?? '', reason);
      assert.equal(fault?.line, 2_001);
    }
  });

  it('are refused where the text is not UTF-8, with line and byte', async () => {
    const rows = 'é,"a\r\nb"\r\n'.repeat(long / 10);
    const { items, fault } = await records(
      Buffer.concat([Buffer.from(rows), Buffer.from('x,José\n', 'latin1')]),
    );
    assert.equal(fault?.line, (long / 10) * 2 + 1);
    assert.equal(fault?.reason, 'not valid UTF-8 from here on: save the file as UTF-8');
    assert.equal(fault?.value, 'byte 0xE9, byte 6 of the line');
    assert.ok(items.length > 0);
    const cut = await records(Buffer.from('a,漢').subarray(0, 4));
    assert.equal(cut.fault?.value, 'byte 0xE6, byte 3 of the line');
  });

  it('in another format say which', async () => {
    for (const [bytes, reason] of [
      [Buffer.from('\ufeffid,a\n', 'utf16le'), /^the file is in UTF-16: save it as UTF-8$/],
      [Buffer.from('id,a\n', 'utf16le'), /^the file is in UTF-16/],
      [Buffer.from('1f8b08', 'hex'), /^the file is compressed with gzip/],
    ] as const) {
      const { items, fault } = await records(bytes);
      assert.deepEqual([items, fault?.line], [[], 1]);
      assert.match(fault?.reason ?? '', reason);
    }
  });

  it('begin after a byte order mark, and keep every character', async () => {
    const { items } = await records('\ufeffa,"\ufeff"\n😀,"x, ""y"""');
    assert.deepEqual(
      items.map(({ values }) => values),
      [
        ['a', '\ufeff'],
        ['😀', 'x, "y"'],
      ],
    );
    assert.deepEqual((await records('')).items, []);
  });
});

describe('text lines', () => {
  let directory: Directory;
  beforeEach(() => (directory = temporaryDirectory()));
  afterEach(() => directory.remove());
  const lines = (content: string | Buffer) => collected(textLines(directory.write('a.txt', content)));

  it('end in LF, CRLF or CR, in nothing else, and also at the edges of parts', async () => {
    assert.deepEqual((await lines('\ufeffa\r\nb\rc\n\nd\u2028e')).items, ['a', 'b', 'c', '', 'd\u2028e']);
    assert.deepEqual((await lines('a\r')).items, ['a']);
    const first = 'x'.repeat(256 * 1024 - 1);
    assert.deepEqual((await lines(`${first}\r\ny\n`)).items, [first, 'y']);
    const expected = Array.from({ length: long / 8 }, (_, nth) => 'é'.repeat(nth % 6));
    for (const end of ['\r\n', '\r'])
      assert.deepEqual((await lines(expected.join(end) + end)).items, expected);
  });

  it('have a limit', async () => {
    const { items, fault } = await lines(`a\n${'x'.repeat(2_000_000)}`);
    assert.deepEqual([items, fault?.line, fault?.reason], [['a'], 2, 'the line is longer than 1 MiB']);
  });
});
