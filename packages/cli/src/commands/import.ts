import { createWriteStream } from 'node:fs';
import { readEnv } from '@feed/platform/env';
import { CodedError } from '@feed/platform/errors';
import { readFanOut } from '@feed/settings/worker';
import { databaseFacts } from '@feed/store/import/database-facts';
import { Faults } from '@feed/store/import/faults';
import { importNetwork, type ImportCounts } from '@feed/store/import/network';
import { withDatabase } from '../lib/connect.js';
import { json } from '../lib/options.js';
import { outputFile } from '../lib/output-file.js';
import type { AddCommand, Terminal } from '../lib/terminal.js';
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
Ids may be any text; times are ISO 8601. Names and texts follow the rules of the api; the first word of display_name is
the first name. A single invalid row means that nothing is imported.

An edge list has two ids per line. It creates accounts named user_<id>, and the first follows the second.

Examples:
  feed import ./export
  feed import ./export --mapping ids.csv      also writes the new id of each outside id
  feed import --edges graph.txt --both-ways   accounts that follow each other`;

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
    .option(...json)
    .addHelpText('after', formatsHelp)
    .action((directory: string | undefined, options: Options) => runImport(terminal, directory, options));
};

/** No import that fits on the hosts takes this long. */
const statementTimeoutMs = 3_600_000;

async function runImport(terminal: Terminal, directory: string | undefined, options: Options): Promise<void> {
  const started = performance.now();
  const { threshold } = readEnv(terminal.env, readFanOut);
  await withDatabase(terminal, { statementTimeoutMs, direct: true }, async (database) => {
    const faults = new Faults();
    const { now } = await databaseFacts(database);
    const source = sourceOf(terminal, directory, options, faults, now);
    const mapping = options.mapping === undefined ? undefined : await outputFile(options.mapping);
    const open = mapping && (() => createWriteStream(mapping.partial));
    let counts: ImportCounts;
    try {
      counts = await importNetwork(database, {
        ...{ source: source.rows, faults, fanOutThreshold: threshold },
        ...{ foldFollows: options.edges !== undefined, mapping: open, onStep: showSteps(terminal) },
      });
    } catch (error) {
      await mapping?.discard();
      if (faults.total === 0) throw error;
      return reportInvalidRows(terminal, faults, source.files, options.json === true);
    }
    await mapping?.keep();
    const { databaseBytes } = await databaseFacts(database);
    const seconds = (performance.now() - started) / 1000;
    reportImported(terminal, { counts, seconds, databaseBytes }, options.json === true);
  });
}

function sourceOf(
  terminal: Terminal,
  directory: string | undefined,
  { edges, bothWays = false }: Options,
  faults: Faults,
  now: number,
): Source {
  if ((directory === undefined) === (edges === undefined))
    throw new CodedError('INVALID_INPUT', 'pass either a directory or --edges FILE');
  if (bothWays && edges === undefined) throw new CodedError('INVALID_INPUT', '--both-ways needs --edges');
  if (directory !== undefined) return directorySource(terminal, directory, faults, now);
  return edgeSource({ file: edges ?? '', bothWays, at: now }, faults);
}
