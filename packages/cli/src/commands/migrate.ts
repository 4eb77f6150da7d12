import { sleep } from '@feed/platform/deadline';
import { CodedError, isCodedError } from '@feed/platform/errors';
import { createMigrator, type Migrator } from '@feed/store/postgres/migrate';
import { Argument } from 'commander';
import { databaseSetting, readMigration, unreachable } from '../lib/connect.js';
import { integer, json } from '../lib/options.js';
import { type AddCommand, leaves, type Terminal } from '../lib/terminal.js';

interface Options {
  wait: number;
  yes?: boolean;
  json?: boolean;
}

/** The names of the migrations: what this run did, and the state after it. */
interface Outcome {
  applied: string[];
  reverted: string[];
  executed: string[];
  pending: string[];
}

const pollMs = 500;
const reportEveryMs = 5_000;
const notes = `
It uses MIGRATION_DATABASE_URL if that is set, else DATABASE_URL. The URL must lead to Postgres itself, not to a pooler.
When the two have different roles, the role of DATABASE_URL gets the rights to read and write rows, and is created if it
does not exist.

Examples:
  feedctl migrate               applies all pending migrations
  feedctl migrate status        shows which migrations are pending
  feedctl migrate down --yes    reverts the newest migration`;
const directions = ['up', 'down', 'status'] as const;
type Direction = (typeof directions)[number];

export const addMigrate: AddCommand = (program, terminal) => {
  program
    .command('migrate')
    .description('Bring the database schema up to date, revert the newest migration, or show the state.')
    .addArgument(new Argument('[direction]', 'what to do').choices(directions).default('up'))
    .option('--wait <seconds>', 'how long to wait for the database, in seconds', integer(0, 3600), 30)
    .option('--yes', 'for "down": confirm that the data of the newest migration is deleted')
    .hook(
      'preAction',
      leaves(
        terminal,
        'The migration in progress is rolled back; those before it stay: see "feedctl migrate status".',
      ),
    )
    .option(...json)
    .addHelpText('after', notes)
    .action(async (direction: Direction, options: Options) => {
      if (direction === 'down' && !options.yes)
        throw new CodedError('INVALID_INPUT', 'this may delete tables and their data: add --yes to confirm');
      const migrator = await connected(terminal, options.wait);
      try {
        const outcome = await migrate(migrator, direction);
        terminal.out(options.json ? `${JSON.stringify(outcome)}\n` : inWords(outcome));
      } finally {
        await migrator.close();
      }
    });
};

async function migrate(migrator: Migrator, direction: Direction): Promise<Outcome> {
  const applied = direction === 'up' ? await migrator.up() : [];
  const reverted = direction === 'down' ? await migrator.down() : undefined;
  return {
    applied,
    reverted: reverted === undefined ? [] : [reverted],
    executed: await migrator.executed(),
    pending: await migrator.pending(),
  };
}

function inWords({ applied, reverted, executed, pending }: Outcome): string {
  const lines = [
    ...applied.map((name) => `applied  ${name}`),
    ...reverted.map((name) => `reverted ${name}`),
    `The schema is at ${executed.at(-1) ?? 'nothing'}; ${pending.length} pending.`,
    ...pending.map((name) => `pending  ${name}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** A database that is starting rejects connections for a while. */
async function connected(terminal: Terminal, waitSeconds: number): Promise<Migrator> {
  const options = readMigration(terminal.env);
  const started = Date.now();
  let reported = started;
  for (;;) {
    try {
      return await createMigrator(options);
    } catch (error) {
      const waited = Date.now() - started;
      const passes = isCodedError(error) && error.code === 'UNAVAILABLE';
      if (!passes || waited >= waitSeconds * 1000)
        throw unreachable(error, databaseSetting(terminal.env, true));
      if (reported === started || Date.now() - reported >= reportEveryMs) {
        reported = Date.now();
        terminal.err(`waiting for the database, ${Math.ceil(waitSeconds - waited / 1000)} s left\n`);
      }
      await sleep(pollMs);
    }
  }
}
