import { CodedError } from '@feed/platform/errors';
import { accountsCalled, type AccountName } from '@feed/store/identity/users/reads';
import { isId } from '@feed/store/postgres/ids';
import type { Queryable } from '@feed/store/postgres/queryable';
import { normalizeUsername } from '@feed/store/rules/usernames';

/** The name, in help texts, of an argument that `requireAccount` takes. */
export const accountArgument = '<account>';

/** No username contains a colon. */
const prefixed = /^(id|username):(.*)$/s;

/**
 * Finds an account by its username, regardless of case, or by its id. `id:` or `username:` before it says which it is.
 * @throws CodedError NOT_FOUND when there is none, INVALID_INPUT when the text is the username of one and the id of another
 */
export async function requireAccount(q: Queryable, given: string): Promise<AccountName> {
  const [, kind, name = given] = prefixed.exec(given) ?? [];
  const username = kind === 'id' ? undefined : normalizeUsername(name);
  const id = kind === 'username' || !isId(name) ? undefined : name;
  const found = username === undefined && id === undefined ? [] : await accountsCalled(q, { username, id });
  const [account] = found;
  if (!account) throw new CodedError('NOT_FOUND', `there is no account ${given}`);
  if (found.length === 1) return account;
  throw new CodedError(
    'INVALID_INPUT',
    `${name} is the username of one account and the id of another: write username:${name} or id:${name}`,
  );
}
