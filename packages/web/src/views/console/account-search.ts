import type { Client } from '@urql/core';
import { AccountById, AccountsByName, type OperatedFragment } from './documents.js';

const fresh = { requestPolicy: 'network-only' } as const;

/**
 * The account with this id or username. Digits are an id first, so that an account cannot be mistaken for another by naming
 * itself like its id; `@17` is always a name.
 * @returns undefined when there is none
 * @throws CombinedError
 */
export async function findAccount(client: Client, text: string): Promise<OperatedFragment | undefined> {
  const given = text.trim();
  return (/^\d+$/.test(given) ? await byId(client, given) : undefined) ?? byName(client, given);
}

async function byId(client: Client, id: string): Promise<OperatedFragment | undefined> {
  const { data, error } = await client.query(AccountById, { id }, fresh).toPromise();
  if (error) throw error;
  return data?.userById ?? undefined;
}

async function byName(client: Client, text: string): Promise<OperatedFragment | undefined> {
  const name = text.replace(/^@/, '');
  if (name === '') return undefined;
  const { data, error } = await client.query(AccountsByName, { name }, fresh).toPromise();
  if (error) throw error;
  const found = data?.searchUsers.find(({ username }) => username.toLowerCase() === name.toLowerCase());
  return found ?? undefined;
}
