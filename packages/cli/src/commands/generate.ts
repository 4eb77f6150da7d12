import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CommonKind } from '@feed/store/import/rows';
import { Option } from 'commander';
import { endTime, integer, json } from '../lib/options.js';
import { outputFile, type OutputFile } from '../lib/output-file.js';
import { withProgress, type Progress } from '../lib/progress.js';
import { table } from '../lib/table.js';
import { type AddCommand, leaves, type Terminal } from '../lib/terminal.js';
import { fileKinds, formats } from './import/formats.js';
import { networkRows, type CsvRow, type NetworkSize } from './synthetic/network.js';

interface Options {
  seed: number;
  users: number;
  until: number;
  json?: boolean;
}

/** Rows per account: 10,000 accounts have 500,000 follows, 200,000 posts, 200,000 comments and 1,000,000 likes. */
const perUser = { users: 1, follows: 50, posts: 20, comments: 20, likes: 100 } as const;
const chunkLength = 256 * 1024;

const notes = `
Existing files of the same names are replaced.

Examples:
  feedctl generate ./network                  10,000 accounts, about 105 MB
  feedctl generate ./network --users 100
  feedctl import ./network                    imports them`;

export const addGenerate: AddCommand = (program, terminal) => {
  program
    .command('generate')
    .description(
      'Write CSV files of a synthetic network for "feedctl import". A few accounts have very many followers.',
    )
    .argument('<dir>', 'the directory for the files; created when missing')
    .option(
      '--users <n>',
      'number of accounts; everything else grows with it',
      integer(10, 1_000_000),
      10_000,
    )
    .option('--seed <n>', 'the same number produces the same files', integer(0, 2 ** 31), 1)
    .addOption(
      new Option('--until <time>', 'the end of the year in which everything happens')
        .argParser(endTime)
        .default(Date.UTC(2025, 0), '2025-01-01T00:00:00Z'),
    )
    .hook('preAction', leaves(terminal, 'The folder has no new files.'))
    .option(...json)
    .addHelpText('after', notes)
    .action((directory: string, options: Options) => generate(terminal, directory, options));
};

async function generate(terminal: Terminal, directory: string, options: Options): Promise<void> {
  const size = sizeOf(options);
  await mkdir(directory, { recursive: true });
  const counts: [CommonKind, number][] = [];
  const files: OutputFile[] = [];
  try {
    for (const kind of fileKinds) {
      const file = await outputFile(join(directory, `${kind}.csv`));
      files.push(file);
      counts.push([kind, await writeRows(terminal, kind, size, file.partial)]);
    }
    // The files belong together, so the old ones stay until all new ones are complete.
    for (const file of files) await file.keep();
  } catch (error) {
    for (const file of files) await file.discard();
    throw error;
  }
  if (options.json) terminal.out(`${JSON.stringify({ directory, ...Object.fromEntries(counts) })}\n`);
  else terminal.out(table(['written', 'rows'], counts));
}

function writeRows(terminal: Terminal, kind: CommonKind, size: NetworkSize, path: string): Promise<number> {
  return withProgress(terminal, { label: `${kind}.csv`, total: size[kind] }, async (progress) => {
    const rows = counted(networkRows[kind](size), progress);
    const text = Readable.from(csv(formats[kind].columns, rows.each));
    await pipeline(text, createWriteStream(path));
    return rows.count();
  });
}

function sizeOf({ seed, users, until }: Options): NetworkSize {
  const of = (kind: CommonKind) => users * perUser[kind];
  return {
    ...{ seed, users, until, follows: of('follows') },
    ...{ posts: of('posts'), comments: of('comments'), likes: of('likes') },
  };
}

function counted(rows: Iterable<CsvRow>, progress: Progress) {
  let count = 0;
  return {
    count: () => count,
    *each() {
      for (const row of rows) {
        count += 1;
        if (count % 1000 === 0) progress.advance(1000);
        yield row;
      }
      progress.advance(count % 1000);
    },
  };
}

function* csv(columns: readonly string[], rows: () => Iterable<CsvRow>): Generator<string> {
  let chunk = `${columns.join(',')}\n`;
  for (const row of rows()) {
    chunk += `${row.map(quoted).join(',')}\n`;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

const quoted = (value: string | number): string =>
  typeof value === 'string' && /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : `${value}`;
