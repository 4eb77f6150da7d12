// Knows that the driver starts a timer for each query, which only the end of the query stops.
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from, to } from 'pg-copy-streams';
import type { PgClient } from '../postgres/queryable.js';

type Cell = string | number | boolean | null | undefined;

const chunkLength = 64 * 1024;
const special = /[\\\n\r\t]/;
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A value in the text format of COPY. */
function encode(cell: Cell): string {
  if (cell === null || cell === undefined) return '\\N';
  if (typeof cell !== 'string') return `${cell}`;
  return special.test(cell) ? cell.replace(/[\\\n\r\t]/g, (character) => escapes[character] ?? '') : cell;
}

async function* encoded<Row>(
  columns: readonly (keyof Row & string)[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): AsyncGenerator<string> {
  let chunk = '';
  for await (const row of rows) {
    let separator = '';
    for (const column of columns) {
      chunk += separator + encode(row[column] as Cell);
      separator = '\t';
    }
    chunk += '\n';
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** Streams rows into a table. @returns their number */
export async function copyIn<Row>(
  client: PgClient,
  table: string,
  columns: readonly (keyof Row & string)[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): Promise<number> {
  const target = client.query(from(`COPY ${table} (${columns.join(', ')}) FROM STDIN`));
  await pipeline(Readable.from(encoded(columns, rows)), target);
  return target.rowCount;
}

/** Streams the rows of a query as CSV with a header line. */
export async function copyOut(client: PgClient, query: string, target: Writable): Promise<void> {
  const source = client.query(to(`COPY (${query}) TO STDOUT (FORMAT csv, HEADER)`));
  try {
    await pipeline(source, target);
  } finally {
    // Stops the timer, which would keep the process alive. The stream of `copyIn` does so by itself.
    (source as { callback?: () => void }).callback?.();
  }
}
