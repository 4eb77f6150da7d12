import { createReadStream } from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import type { FieldReader } from './field-reader.js';
import type { Format } from './formats.js';

interface Parsed {
  record: string[];
  info: { lines: number; bytes: number };
}

/** A longer record is most likely an unclosed quote. */
const maxRecordBytes = 1024 * 1024;
const readBytes = 256 * 1024;

/** Streams the rows of a CSV file with a header line, and reports problems to `read`. */
export async function* readCsv<Row>(
  file: string,
  format: Format<Row>,
  read: FieldReader,
  onBytes: (total: number) => void,
): AsyncGenerator<Row> {
  const input = createReadStream(file, { highWaterMark: readBytes });
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRecordBytes,
  });
  input.on('error', (error) => parser.destroy(error));
  let order: number[] | undefined;
  try {
    for await (const { record, info } of input.pipe(parser) as AsyncIterable<Parsed>) {
      onBytes(input.bytesRead);
      read.line = firstLine(record, info.lines);
      if (order) {
        const row = parseRecord(record, order, format, read);
        if (row) yield row;
      } else {
        order = columnOrder(record, format.columns, read);
        if (!order) return;
      }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    read.line = Number(error['lines'] ?? read.line);
    read.reject(`not valid CSV from here on (${error.code})`);
  } finally {
    input.destroy();
  }
  if (!order) read.reject('the header line is missing');
}

/** The parser reports the last line of a record, but a user looks for the first one. */
function firstLine(record: readonly string[], lastLine: number): number {
  let breaks = 0;
  for (const value of record) if (value.includes('\n')) breaks += value.split('\n').length - 1;
  return lastLine - breaks;
}

/** The position of each wanted column, then the number of columns. */
function columnOrder(header: string[], columns: readonly string[], read: FieldReader): number[] | undefined {
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) read.reject(`the header line lacks ${missing.join(', ')}`, names.join(','));
  else return [...columns.map((column) => names.indexOf(column)), header.length];
  return undefined;
}

function parseRecord<Row>(
  record: string[],
  order: readonly number[],
  format: Format<Row>,
  read: FieldReader,
): Row | undefined {
  const width = order.at(-1) ?? 0;
  if (record.length !== width) {
    read.reject(`the row does not have ${width} columns`, record.join(','));
    return undefined;
  }
  return format.parse(
    order.slice(0, -1).map((column) => record[column] ?? ''),
    read,
  );
}
