import { createReadStream } from 'node:fs';
import { CodedError } from '@feed/platform/errors';
import { isId } from '@feed/store/postgres/ids';
import type { Queryable } from '@feed/store/postgres/queryable';
import { accountsNamed } from '@feed/store/import/sessions';
import { CsvError, parse } from 'csv-parse';
import { requireFile } from '../../lib/input-file.js';

export interface Account {
  outsideId: string;
  id: string;
}

/** The accounts in a file that `feed import --mapping` wrote. @throws CodedError INVALID_INPUT when it is no such file */
export async function mappedAccounts(file: string): Promise<Account[]> {
  requireFile(file);
  const foreign = () => new CodedError('INVALID_INPUT', `${file} is not a mapping that "feed import" wrote`);
  const accounts: Account[] = [];
  try {
    for await (const { kind, outside_id: outsideId, id } of records(file)) {
      if (outsideId === undefined || id === undefined || !isId(id)) throw foreign();
      if (kind === 'user') accounts.push({ outsideId, id });
    }
  } catch (error) {
    throw error instanceof CsvError ? foreign() : error;
  }
  return accounts;
}

function records(file: string): AsyncIterable<Record<string, string>> {
  const input = createReadStream(file);
  const parser = parse({ columns: true });
  input.on('error', (error) => parser.destroy(error));
  return input.pipe(parser);
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
