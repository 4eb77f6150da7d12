import { csvRecords } from '../../lib/csv-records.js';
import { TextFault } from '../../lib/text-chunks.js';
import type { FieldReader } from './field-reader.js';
import type { Format } from './formats.js';

/** Streams the rows of a CSV file with a header line, and reports problems to `read`. */
export async function* readCsv<Row>(
  file: string,
  format: Format<Row>,
  read: FieldReader,
  onBytes: (total: number) => void,
): AsyncGenerator<Row> {
  let order: number[] | undefined;
  try {
    for await (const { line, values } of csvRecords(file, onBytes)) {
      read.line = line;
      if (order) {
        const row = parseRecord(values, order, format, read);
        if (row) yield row;
      } else {
        order = columnOrder(values, format.columns, read);
        if (!order) return;
      }
    }
  } catch (error) {
    if (!(error instanceof TextFault)) throw error;
    read.line = error.line;
    return read.reject(error.reason, error.value);
  }
  if (order) return;
  read.line = 1;
  read.reject('the file is empty: it needs a header line');
}

/** The position of each wanted column, then the number of columns. */
function columnOrder(header: string[], columns: readonly string[], read: FieldReader): number[] | undefined {
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = columns.filter((column) => !names.includes(column));
  const repeated = columns.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (names.length === 1 && /[;\t|]/.test(names[0] ?? ''))
    read.reject('the header line has no commas: separate columns with commas', names[0]);
  else if (missing.length > 0) read.reject(`the header line lacks ${missing.join(', ')}`, names.join(','));
  else if (repeated !== undefined)
    read.reject(`the header line has the column ${repeated} twice`, names.join(','));
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
