import { passwordProblems } from '@feed/credentials/password-rule';
import { createPasswords } from '@feed/credentials/passwords';
import { readEnv } from '@feed/platform/env';
import { CodedError } from '@feed/platform/errors';
import { readFanOut } from '@feed/settings/worker';
import { credentialsOf } from '@feed/store/identity/users/reads';
import type { Database } from '@feed/store/postgres/database';
import { databaseFacts } from '@feed/store/import/database-facts';
import { Faults } from '@feed/store/import/faults';
import { importNetwork, type ImportCounts } from '@feed/store/import/network';
import { withDatabase } from '../lib/connect.js';
import { endTime, integer, json } from '../lib/options.js';
import { table } from '../lib/table.js';
import { type AddCommand, leaves, type Terminal } from '../lib/terminal.js';
import { recordImport } from './import/record.js';
import { reportInvalidRows } from './import/report.js';
import { forEachKind } from './import/sources.js';
import { showSteps } from './import/steps.js';
import { seedNetwork } from './seed/network.js';
import { demo } from './seed/people.js';

interface Options {
  seed: number;
  users: number;
  until?: number;
  password?: string;
  json?: boolean;
}

const developmentPassword = 'demo-password';
const statementTimeoutMs = 600_000;

const examples = `
Examples:
  feedctl seed                                   60 accounts; prints the demo account's password
  feedctl seed --users 500 --password 'my own'   a larger network, with a chosen password`;

export const addSeed: AddCommand = (program, terminal) => {
  program
    .command('seed')
    .description('Fill the database with a small, believable network, unless its demo account exists.')
    .option('--seed <n>', 'the same number produces the same network', integer(0, 2 ** 31), 1)
    .option('--users <n>', 'number of accounts', integer(2, 20_000), 60)
    .option('--until <time>', 'when the latest activity happened (default: now)', endTime)
    .option('--password <text>', `the password of the account "${demo.username}"; required in production`)
    .hook('preAction', leaves(terminal, 'Nothing was created: the network is one transaction.'))
    .option(...json)
    .addHelpText('after', examples)
    .action((options: Options) => seed(terminal, options));
};

async function seed(terminal: Terminal, options: Options): Promise<void> {
  const password = demoPassword(terminal, options);
  await withDatabase(terminal, { statementTimeoutMs, direct: true }, async (database) => {
    const { now } = await databaseFacts(database);
    const seeded = !(await credentialsOf(database, demo.username));
    const counts = seeded ? await importSeed(terminal, database, { ...options, password }, now) : undefined;
    if (terminal.exitCode === 0) report(terminal, { seeded, password, counts }, options.json === true);
  });
}

function demoPassword({ env }: Terminal, { password }: Options): string {
  if (password === undefined && env['NODE_ENV'] === 'production')
    throw new CodedError('INVALID_INPUT', 'in production, choose a --password for the demo account');
  const chosen = password ?? developmentPassword;
  const [problem] = passwordProblems(chosen);
  if (problem !== undefined) throw new CodedError('INVALID_INPUT', `--password ${problem}`);
  return chosen;
}

async function importSeed(
  terminal: Terminal,
  database: Database,
  { seed: number, users, until, password, json: machine }: Options & { password: string },
  now: number,
): Promise<ImportCounts | undefined> {
  const end = until ?? now;
  if (end > now) throw new CodedError('INVALID_INPUT', '--until must be a time in the past');
  const demoPasswordHash = await createPasswords({ concurrency: 1, queue: 1 }).hash(password);
  const network = seedNetwork({ seed: number, users, until: end, demoPasswordHash });
  const faults = new Faults();
  try {
    const source = Object.fromEntries(Object.entries(network).map(([kind, rows]) => [kind, () => rows]));
    const { threshold: fanOutThreshold } = readEnv(terminal.env, readFanOut);
    const onStep = showSteps(terminal);
    const beforeCommit = recordImport('seed');
    return await importNetwork(database, { source, faults, fanOutThreshold, onStep, beforeCommit });
  } catch (error) {
    if (faults.total === 0) throw error;
    const source = { files: forEachKind(() => 'seed') };
    await reportInvalidRows(terminal, faults, { source, json: machine === true });
    return undefined;
  }
}

interface Outcome {
  seeded: boolean;
  password: string;
  counts: ImportCounts | undefined;
}

function report(terminal: Terminal, { seeded, password, counts }: Outcome, machine: boolean): void {
  const login = { username: demo.username, password };
  if (machine) return terminal.out(`${JSON.stringify({ seeded, ...(seeded ? { login, counts } : {}) })}\n`);
  if (!seeded) return terminal.out(`There is already an account "${demo.username}": nothing was changed.\n`);
  terminal.out(table(['created', 'rows'], Object.entries(counts ?? {})));
  terminal.out(`Log in as ${login.username} with the password ${login.password}\n`);
}
