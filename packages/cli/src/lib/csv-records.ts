import { CsvError, parse, type Parser } from 'csv-parse';
import { TextFault, textChunks } from './text-chunks.js';

export interface CsvRecord {
  /** The first line of the record; LF, CRLF and CR each end a line. */
  line: number;
  values: string[];
}

/** A longer record is most likely an unclosed quote. */
const maxRecordBytes = 1024 * 1024;

/** The messages for users, by the error code of the parser. */
const reasons: Readonly<Record<string, string>> = {
  INVALID_OPENING_QUOTE:
    'a quote inside a value: put the whole value in quotes and write each quote in it twice',
  CSV_INVALID_CLOSING_QUOTE: 'text after a closing quote: write a quote inside a quoted value twice',
  CSV_QUOTE_NOT_CLOSED: 'a quote is never closed',
  CSV_MAX_RECORD_SIZE: 'a row of more than 1 MiB, so most likely a quote that is never closed',
};

/**
 * Streams the records of a CSV file, the header included. Empty lines are left out, and line ends may be mixed.
 * @param onBytes receives the number of bytes that were read so far
 * @throws TextFault when the file is not UTF-8, or not CSV from some line on, after all records before that line
 */
export async function* csvRecords(
  file: string,
  onBytes?: (total: number) => void,
): AsyncGenerator<CsvRecord> {
  const records: CsvRecord[] = [];
  let line = 1;
  const parser = parse({
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: maxRecordBytes,
    // The parser reports an error at once but may still hold records before it, so they are taken here.
    on_record: (values: string[]) => {
      if (values.length > 1 || values[0] !== '') records.push({ line, values });
      line += 1 + lineEndsIn(values);
      return null;
    },
  });
  const fault = (error: unknown): unknown =>
    error instanceof CsvError
      ? new TextFault(file, line, `not valid CSV from here on: ${reasons[error.code] ?? error.code}`)
      : error;
  parser.on('error', () => undefined);
  for await (const chunk of textChunks(file, onBytes)) {
    const failure = await write(parser, chunk);
    yield* records.splice(0);
    if (failure) throw fault(failure);
  }
  const failure = await end(parser);
  yield* records.splice(0);
  if (failure) throw fault(failure);
}

const write = (parser: Parser, chunk: Buffer): Promise<Error | null | undefined> =>
  new Promise((resolve) => parser.write(chunk, resolve));

function end(parser: Parser): Promise<Error | undefined> {
  return new Promise((resolve) => {
    parser.once('error', resolve);
    parser.once('end', () => resolve(undefined));
    parser.resume();
    parser.end();
  });
}

const lineEnd = /\r\n|\n|\r/g;

/** Only quoted values contain line ends, so that their number and one is the number of the record's lines. */
function lineEndsIn(values: readonly string[]): number {
  let count = 0;
  for (const value of values)
    if (value.includes('\n') || value.includes('\r')) count += value.match(lineEnd)?.length ?? 0;
  return count;
}
