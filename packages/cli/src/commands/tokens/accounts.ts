import { CodedError } from '@feed/platform/errors';
import { isId } from '@feed/store/postgres/ids';
import type { Queryable } from '@feed/store/postgres/queryable';
import { accountsNamed } from '@feed/store/import/sessions';
import { csvRecords } from '../../lib/csv-records.js';
import { storedFile } from '../../lib/pipes.js';
import { TextFault } from '../../lib/text-chunks.js';

export interface Account {
  outsideId: string;
  id: string;
}

const mappingHeader = 'kind,outside_id,id';

/**
 * Reads the accounts from a file, or a pipe, with what `feedctl import --mapping` wrote.
 * @throws CodedError INVALID_INPUT for any other file
 */
export async function mappedAccounts(file: string): Promise<Account[]> {
  const { path, release } = await storedFile(file);
  try {
    return await readMapping(path, file);
  } catch (error) {
    throw error instanceof TextFault ? new TextFault(file, error.line, error.reason, error.value) : error;
  } finally {
    release();
  }
}

async function readMapping(path: string, name: string): Promise<Account[]> {
  const invalid = () =>
    new CodedError('INVALID_INPUT', `${name} is not a mapping that "feedctl import" wrote`);
  const accounts: Account[] = [];
  let header: string | undefined;
  for await (const { values } of csvRecords(path)) {
    if (header === undefined) {
      header = values.join();
      if (header !== mappingHeader) throw invalid();
      continue;
    }
    const [kind, outsideId, id] = values;
    if (outsideId === undefined || id === undefined || !isId(id)) throw invalid();
    if (kind === 'user') accounts.push({ outsideId, id });
  }
  if (header === undefined) throw invalid();
  return accounts;
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
