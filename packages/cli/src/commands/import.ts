import { createWriteStream } from 'node:fs';
import { readEnv } from '@feed/platform/env';
import { CodedError } from '@feed/platform/errors';
import { readFanOut } from '@feed/settings/worker';
import { databaseFacts } from '@feed/store/import/database-facts';
import { Faults } from '@feed/store/import/faults';
import { importNetwork, type ImportCounts } from '@feed/store/import/network';
import type { Database } from '@feed/store/postgres/database';
import { withDatabase } from '../lib/connect.js';
import { json } from '../lib/options.js';
import { outputFile } from '../lib/output-file.js';
import { type AddCommand, leaves, type Terminal } from '../lib/terminal.js';
import { reportInvalidRows, reportImported } from './import/report.js';
import { directorySource, edgeSource, type Source } from './import/sources.js';
import { showSteps } from './import/steps.js';

interface Options {
  edges?: string;
  bothWays?: boolean;
  mapping?: string;
  json?: boolean;
}

const formatsHelp = `
The directory contains CSV files in UTF-8, each with a header line. Only users.csv is required:
  users.csv     id,username,display_name,bio,avatar_url,created_at
  follows.csv   follower_id,followee_id,created_at
  posts.csv     id,author_id,body,created_at
  comments.csv  id,post_id,author_id,body,created_at
  likes.csv     user_id,post_id,created_at
Ids may be any text. Names and texts follow the rules of the api; the first word of display_name is the first name.
Times are ISO 8601, in UTC unless they have an offset, and later than 1970-01-01T00:00:00Z; 24:00 is the start of the
next day, and a leap second is the second after it. A single invalid row means that nothing is imported.

An edge list has two ids per line, separated by white space; an id consists of letters a to z, digits, "_", "-" and ".".
Lines that start with # or % are comments. It creates accounts named user_<id>, and the first follows the second. Edges
from an account to itself, and repeated ones, are skipped and reported.

A file may also be a pipe, such as <(gunzip -c graph.txt.gz).

Examples:
  feedctl import ./export
  feedctl import ./export --mapping ids.csv      also writes the new id of each outside id
  feedctl import --edges graph.txt --both-ways   accounts that follow each other`;

export const addImport: AddCommand = (program, terminal) => {
  program
    .command('import')
    .description(
      'Import accounts and their activity from CSV files, or accounts and follows from an edge list: all or nothing.',
    )
    .argument('[dir]', 'the directory of the CSV files')
    .option('--edges <file>', 'import an edge list instead')
    .option('--both-ways', 'with --edges: the second account also follows the first')
    .option('--mapping <file>', 'write the new id of each outside id, as CSV lines kind,outside_id,id')
    .hook('preAction', leaves(terminal, 'Nothing was imported: an import is one transaction.'))
    .option(...json)
    .addHelpText('after', formatsHelp)
    .action((directory: string | undefined, options: Options) => runImport(terminal, directory, options));
};

/** The number of skipped rows that are shown of each kind. */
const shownSkipped = 5;
/** No import that fits on the hosts takes this long. */
const statementTimeoutMs = 3_600_000;

async function runImport(terminal: Terminal, directory: string | undefined, options: Options): Promise<void> {
  requireOneSource(directory, options);
  const started = performance.now();
  const { threshold: fanOutThreshold } = readEnv(terminal.env, readFanOut);
  await withDatabase(terminal, { statementTimeoutMs, direct: true }, async (database) => {
    const [faults, skipped] = [new Faults(), new Faults(shownSkipped)];
    const { now } = await databaseFacts(database);
    const { edges, bothWays = false } = options;
    const source = await (edges === undefined
      ? directorySource(terminal, directory ?? '', { faults, now })
      : edgeSource({ file: edges, bothWays, at: now }, faults, skipped));
    const report = { files: source.files, json: options.json === true };
    try {
      const counts = await importAll(terminal, database, {
        options,
        source,
        faults,
        skipped,
        fanOutThreshold,
      });
      const { databaseBytes } = await databaseFacts(database);
      const seconds = (performance.now() - started) / 1000;
      reportImported(terminal, { counts, seconds, databaseBytes, skipped }, report);
    } catch (error) {
      if (faults.total === 0) throw error;
      reportInvalidRows(terminal, faults, report);
    } finally {
      source.release();
    }
  });
}

interface Import {
  options: Options;
  source: Source;
  faults: Faults;
  skipped: Faults;
  fanOutThreshold: number;
}

async function importAll(
  terminal: Terminal,
  database: Database,
  { options, source, faults, skipped, fanOutThreshold }: Import,
): Promise<ImportCounts> {
  const mapping = options.mapping === undefined ? undefined : await outputFile(options.mapping);
  try {
    const counts = await importNetwork(database, {
      ...{ source: source.rows, faults, fanOutThreshold, onStep: showSteps(terminal) },
      ...(options.edges === undefined ? {} : { skipped }),
      mapping: mapping && (() => createWriteStream(mapping.partial)),
    });
    await mapping?.keep();
    return counts;
  } catch (error) {
    await mapping?.discard();
    throw error;
  }
}

function requireOneSource(directory: string | undefined, { edges, bothWays }: Options): void {
  if ((directory === undefined) === (edges === undefined))
    throw new CodedError('INVALID_INPUT', 'pass either a directory or --edges FILE');
  if (bothWays && edges === undefined) throw new CodedError('INVALID_INPUT', '--both-ways needs --edges');
}
