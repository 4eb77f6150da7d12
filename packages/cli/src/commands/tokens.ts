import { readAuth } from '@feed/settings/api';
import { createTokens, type Tokens } from '@feed/credentials/tokens';
import { readEnv } from '@feed/platform/env';
import { CodedError } from '@feed/platform/errors';
import type { Database } from '@feed/store/postgres/database';
import { databaseFacts } from '@feed/store/import/database-facts';
import { openSessions, type OpenedSession } from '@feed/store/import/sessions';
import { audit } from '@feed/store/operators/audit/writes';
import type { Tx } from '@feed/store/postgres/queryable';
import { writeFile } from 'node:fs/promises';
import { byOperator } from '../lib/audit.js';
import { withDatabase } from '../lib/connect.js';
import { integer, json, tokenLife } from '../lib/options.js';
import { outputFile } from '../lib/output-file.js';
import { withProgress } from '../lib/progress.js';
import { type AddCommand, leaves, type Terminal } from '../lib/terminal.js';
import { usernamePrefix } from './import/edges.js';
import { mappedAccounts, namedAccounts, spread, type Account } from './tokens/accounts.js';

interface Options {
  users: number;
  out: string;
  mapping?: string;
  prefix: string;
  ttl: number;
  json?: boolean;
}

const userAgent = 'feedctl tokens';
const chunkSize = 1_000;

const help = `
Each line is "<outside user id> <access token>". The outside ids come from --mapping, a file that
"feedctl import --mapping" wrote, or without it from the usernames: those of an edge list are --prefix and the outside id.
The tokens are signed with AUTH_SECRET, like the api's, and belong to real sessions: until --ttl has passed, the file
gives full access to these accounts.

Examples:
  feedctl tokens --users 1000 --out tokens.txt                      for accounts from an edge list
  feedctl tokens --users 1000 --out tokens.txt --mapping ids.csv    for accounts from CSV files`;

export const addTokens: AddCommand = (program, terminal) => {
  program
    .command('tokens')
    .description('Log in many accounts and write their access tokens to a file, for load tests.')
    .requiredOption('--users <n>', 'the number of accounts, chosen evenly from all', integer(1, 1_000_000))
    .requiredOption('--out <file>', 'the file for the tokens, readable by its owner only')
    .option('--mapping <file>', 'the mapping that the import of the accounts wrote')
    .option(
      '--prefix <text>',
      'without a mapping: the part of the usernames before the outside id',
      usernamePrefix,
    )
    .addOption(tokenLife('how long the tokens are valid, at most a day'))
    .hook(
      'preAction',
      leaves(terminal, 'No tokens were written. The sessions opened for them end by themselves.'),
    )
    .option(...json)
    .addHelpText('after', help)
    .action((options: Options) => writeTokens(terminal, options));
};

async function writeTokens(terminal: Terminal, options: Options): Promise<void> {
  const { out, ttl } = options;
  const { secret } = readEnv(terminal.env, readAuth);
  const tokens = createTokens({ secret, accessTokenSeconds: ttl });
  await withDatabase(terminal, {}, async (database) => {
    await databaseFacts(database);
    const accounts = await chooseAccounts(database, options);
    const file = await outputFile(out, 0o600);
    try {
      const lines = await issueAll(terminal, database, tokens, accounts, ttl);
      await writeFile(file.partial, lines.join(''));
      await file.keep();
    } catch (error) {
      await file.discard();
      throw error;
    }
    const result = {
      users: accounts.length,
      out,
      expiresAt: new Date(Date.now() + ttl * 1000).toISOString(),
    };
    terminal.out(
      options.json
        ? `${JSON.stringify(result)}\n`
        : `${result.users} tokens written to ${out}, valid until ${result.expiresAt}\n`,
    );
  });
}

async function chooseAccounts(database: Database, { users, mapping, prefix }: Options): Promise<Account[]> {
  const all = mapping === undefined ? await namedAccounts(database, prefix) : await mappedAccounts(mapping);
  const chosen = spread(all, users);
  if (chosen.length === 0)
    throw new CodedError(
      'NOT_FOUND',
      mapping ? `${mapping} has no users` : `no username starts with "${prefix}"`,
    );
  const unusable = chosen.find(({ outsideId }) => /\s/.test(outsideId));
  if (unusable)
    throw new CodedError(
      'INVALID_INPUT',
      `the id "${unusable.outsideId}" contains a space: its line would be ambiguous`,
    );
  return chosen;
}

/** @throws CodedError NOT_FOUND when an account is not in this database */
async function issueAll(
  terminal: Terminal,
  database: Database,
  tokens: Tokens,
  accounts: readonly Account[],
  lifeSeconds: number,
): Promise<string[]> {
  const lines: string[] = [];
  await withProgress(terminal, { label: 'sessions', total: accounts.length }, async (progress) => {
    for (let at = 0; at < accounts.length; at += chunkSize) {
      const part = accounts.slice(at, at + chunkSize);
      const ids = part.map(({ id }) => id);
      const opened = await database.transaction((tx) => open(tx, ids, lifeSeconds));
      const byUser = new Map(opened.map((session) => [session.userId, session]));
      for (const { outsideId, id } of part) {
        const session = byUser.get(id);
        if (!session)
          throw new CodedError('NOT_FOUND', `the account ${id} of "${outsideId}" is not in this database`);
        lines.push(`${outsideId} ${tokens.issue(session).token}\n`);
      }
      progress.advance(part.length);
    }
  });
  return lines;
}

async function open(tx: Tx, accountIds: readonly string[], lifeSeconds: number): Promise<OpenedSession[]> {
  const opened = await openSessions(tx, accountIds, { userAgent, lifeSeconds });
  const by = byOperator({ accounts: opened.length, lifeSeconds });
  await audit(tx, { ...by, action: 'tokens.issue', targetType: 'system', targetId: '' });
  return opened;
}
