import { createTokens } from '@feed/credentials/tokens';
import { readEnv } from '@feed/platform/env';
import { CodedError } from '@feed/platform/errors';
import { readAuth } from '@feed/settings/api';
import { openSessions } from '@feed/store/import/sessions';
import { audit } from '@feed/store/operators/audit/writes';
import { accountArgument, requireAccount } from '../lib/account.js';
import { byOperator } from '../lib/audit.js';
import { withDatabase } from '../lib/connect.js';
import { json, tokenLife } from '../lib/options.js';
import { type AddCommand, leaves, type Terminal } from '../lib/terminal.js';

interface Options {
  ttl: number;
  json?: boolean;
}

const userAgent = 'feedctl token';

const examples = `
It needs AUTH_SECRET, that of the api, and opens a session, which the account sees in its list and can end.

Examples:
  feedctl token demo
  curl http://localhost:4000/graphql -H "authorization: Bearer $(feedctl token demo)" …`;

export const addToken: AddCommand = (program, terminal) => {
  program
    .command('token')
    .description('Log in as an account, without its password, and print the access token.')
    .argument(accountArgument, 'its username or id')
    .addOption(tokenLife('how long the token is valid, at most a day'))
    .hook('preAction', leaves(terminal, 'A session may have been opened; it ends by itself.'))
    .option(...json)
    .addHelpText('after', examples)
    .action((account: string, options: Options) => printToken(terminal, account, options));
};

async function printToken(terminal: Terminal, given: string, { ttl, json: machine }: Options): Promise<void> {
  const { secret } = readEnv(terminal.env, readAuth);
  const tokens = createTokens({ secret, accessTokenSeconds: ttl });
  await withDatabase(terminal, {}, async (database) => {
    const { id } = await requireAccount(database, given);
    const by = byOperator({ accounts: 1, lifeSeconds: ttl });
    const [session] = await database.transaction(async (tx) => {
      await audit(tx, { ...by, action: 'tokens.issue', targetType: 'user', targetId: id });
      return openSessions(tx, [id], { userAgent, lifeSeconds: ttl });
    });
    if (!session) throw new CodedError('NOT_FOUND', `there is no account ${given}`);
    const { token, payload } = tokens.issue(session);
    const expiresAt = new Date(payload.exp * 1000).toISOString();
    terminal.out(
      machine
        ? `${JSON.stringify({ userId: id, username: session.username, token, expiresAt })}\n`
        : `${token}\n`,
    );
  });
}
