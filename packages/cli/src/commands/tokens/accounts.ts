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

/** Reads the accounts from a file that `feed import --mapping` wrote. @throws CodedError INVALID_INPUT for any other file */
export async function mappedAccounts(file: string): Promise<Account[]> {
  requireFile(file);
  const invalid = () => new CodedError('INVALID_INPUT', `${file} is not a mapping that "feed import" wrote`);
  const accounts: Account[] = [];
  try {
    for await (const { kind, outside_id: outsideId, id } of records(file)) {
      if (outsideId === undefined || id === undefined || !isId(id)) throw invalid();
      if (kind === 'user') accounts.push({ outsideId, id });
    }
  } catch (error) {
    throw error instanceof CsvError ? invalid() : error;
  }
  return accounts;
}

function records(file: string): AsyncIterable<Record<string, string>> {
  const input = createReadStream(file);
  const parser = parse({ columns: true });
  input.on('error', (error) => parser.destroy(error));
  return input.pipe(parser);
}

/** Finds accounts by their username, which is `prefix` followed by the outside id. */
export async function namedAccounts(q: Queryable, prefix: string): Promise<Account[]> {
  const accounts = await accountsNamed(q, prefix);
  return accounts.map(({ id, username }) => ({ outsideId: username.slice(prefix.length), id }));
}

/** Chooses up to `count` items, evenly spread, because imports put the best-known accounts first. */
export function spread<T>(list: readonly T[], count: number): T[] {
  if (count >= list.length) return [...list];
  return Array.from({ length: count }, (_, nth) => list[Math.floor((nth * list.length) / count)] as T);
}
