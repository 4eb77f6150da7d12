import { createReadStream } from 'node:fs';
import { CodedError } from '@feed/platform/errors';
import { isId } from '@feed/store/database/ids';
import type { Queryable } from '@feed/store/database/queryable';
import { accountsNamed } from '@feed/store/import/sessions';
import { parse } from 'csv-parse';

export interface Account {
  outsideId: string;
  id: string;
}

/** The accounts in a file that `feed import --mapping` wrote. @throws CodedError INVALID_INPUT when it is no such file */
export async function mappedAccounts(file: string): Promise<Account[]> {
  const accounts: Account[] = [];
  for await (const row of createReadStream(file).pipe(parse({ columns: true }))) {
    const { kind, outside_id: outsideId, id } = row as Record<string, string>;
    if (outsideId === undefined || id === undefined || !isId(id))
      throw new CodedError('INVALID_INPUT', `${file} is not a mapping that "feed import" wrote`);
    if (kind === 'user') accounts.push({ outsideId, id });
  }
  return accounts;
}

/** Accounts made from an edge list carry their outside id in their username, behind the prefix. */
export async function namedAccounts(q: Queryable, prefix: string): Promise<Account[]> {
  const accounts = await accountsNamed(q, prefix);
  return accounts.map(({ id, username }) => ({ outsideId: username.slice(prefix.length), id }));
}

/** At most `count`, spread evenly over all: imports put the well-known ones first. */
export function spread<T>(list: readonly T[], count: number): T[] {
  if (count >= list.length) return [...list];
  return Array.from({ length: count }, (_, nth) => list[Math.floor((nth * list.length) / count)] as T);
}
