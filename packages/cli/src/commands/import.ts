import { createWriteStream } from 'node:fs';
import { readEnv } from '@feed/platform/env';
import { CodedError, isCodedError } from '@feed/platform/errors';
import { readFanOut } from '@feed/settings/worker';
import { databaseFacts } from '@feed/store/import/database-facts';
import { Faults } from '@feed/store/import/faults';
import { importNetwork, type ImportCounts } from '@feed/store/import/network';
import type { Database } from '@feed/store/postgres/database';
import { recordImport } from './import/record.js';
import { withDatabase } from '../lib/connect.js';
import { json, webAddress } from '../lib/options.js';
import { outputFile } from '../lib/output-file.js';
import { type AddCommand, leaves, type Terminal } from '../lib/terminal.js';
import { djangoSource } from './import/django/source.js';
import { reportInvalidRows, reportImported } from './import/report.js';
import type { Source } from './import/source.js';
import { directorySource, edgeSource, type Checked } from './import/sources.js';
import { showSteps } from './import/steps.js';

interface Options {
  edges?: string;
  bothWays?: boolean;
  /** True without an address. */
  django?: string | true;
  map: string[];
  mapFile?: string;
  mediaUrl?: string;
  mapping?: string;
  dryRun?: boolean;
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

A Django database is read in one transaction that changes nothing. Passwords keep working. Look at it with --dry-run
first: it says which tables and columns are taken for what, and checks every row. Models for --map are user, follow, post,
share, comment, postlike and commentlike. docs/migrating-data.md describes the file of --map-file.

Examples:
  feedctl import ./export
  feedctl import ./export --mapping ids.csv      also writes the new id of each outside id
  feedctl import --edges graph.txt --both-ways   accounts that follow each other
  feedctl import --django postgres://reader:…@host/app --dry-run
  DJANGO_DATABASE_URL=… feedctl import --django --map share=none --media-url https://app.example/media/`;

export const addImport: AddCommand = (program, terminal) => {
  program
    .command('import')
    .description(
      'Import accounts and their activity from CSV files or a Django database, or accounts and follows from an edge list: all or nothing.',
    )
    .argument('[dir]', 'the directory of the CSV files')
    .option('--edges <file>', 'import an edge list instead')
    .option('--both-ways', 'with --edges: the second account also follows the first')
    .option('--django [url]', 'import from the database of a Django system (default: DJANGO_DATABASE_URL)')
    .option(
      '--map <model=table>',
      'with --django: the table of a model, or "none"; may be repeated',
      (pair: string, before: string[]) => [...before, pair],
      [],
    )
    .option('--map-file <file>', 'with --django: tables, columns and new usernames, as JSON')
    .option('--media-url <url>', 'with --django: the address below which files are served', webAddress)
    .option('--dry-run', 'read and check everything, and import nothing')
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
    const source = await openSource(terminal, directory, options, { faults, skipped, now });
    const report = { source, json: options.json === true };
    if (options.dryRun && !report.json && source.plan !== undefined) terminal.out(`${source.plan}\n`);
    try {
      const parts = { options, source, faults, skipped, fanOutThreshold };
      const counts = await importAll(terminal, database, parts);
      const { databaseBytes } = await databaseFacts(database);
      const seconds = (performance.now() - started) / 1000;
      const dryRun = options.dryRun === true;
      await reportImported(terminal, { counts, seconds, databaseBytes, skipped, dryRun }, report);
    } catch (error) {
      if (!isInvalidInput(error) || faults.total === 0) throw error;
      await reportInvalidRows(terminal, faults, report);
    } finally {
      await source.release();
    }
  });
}

/** Every other failure says nothing about the rows. */
const isInvalidInput = (error: unknown): boolean => isCodedError(error) && error.code === 'INVALID_INPUT';

function openSource(
  terminal: Terminal,
  directory: string | undefined,
  { edges, bothWays = false, django, map, mapFile, mediaUrl }: Options,
  { skipped, ...checked }: Checked & { skipped: Faults },
): Promise<Source> {
  const { faults, now } = checked;
  if (edges !== undefined) return edgeSource({ file: edges, bothWays, at: now }, faults, skipped);
  if (django === undefined) return directorySource(terminal, directory ?? '', checked);
  const named = django === true ? {} : { url: django };
  const described = {
    ...(mapFile === undefined ? {} : { mapFile }),
    ...(mediaUrl === undefined ? {} : { mediaUrl }),
  };
  return djangoSource(terminal, { ...named, map, ...described }, checked);
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
      beforeCommit: recordImport('import'),
      ...(options.edges === undefined ? {} : { skipped }),
      checkOnly: options.dryRun === true,
      mapping: mapping && (() => createWriteStream(mapping.partial)),
    });
    await mapping?.keep();
    return counts;
  } catch (error) {
    await mapping?.discard();
    throw error;
  }
}

const wrong = (problem: string): CodedError => new CodedError('INVALID_INPUT', problem);

function requireOneSource(directory: string | undefined, options: Options): void {
  const { edges, bothWays, django, map, mapFile, mediaUrl, mapping, dryRun } = options;
  const given = [directory, edges, django].filter((source) => source !== undefined);
  if (given.length !== 1) throw wrong('pass either a directory, --edges FILE or --django URL');
  if (bothWays && edges === undefined) throw wrong('--both-ways needs --edges');
  if (django === undefined && (map.length > 0 || mapFile !== undefined || mediaUrl !== undefined))
    throw wrong('--map, --map-file and --media-url need --django');
  if (dryRun && mapping !== undefined) throw wrong('--mapping needs an import, not --dry-run');
}
