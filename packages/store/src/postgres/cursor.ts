import { CodedError } from '@feed/platform/errors';
import { isId } from './ids.js';

/** A request for one page of a list, by keyset. */
export interface PageRequest {
  /** The maximum number of items, from 1 to 100. */
  first: number;
  /** The id after which the page begins, in the list's order. */
  after?: string;
}

/** A page by keyset, or by offset for clients of the original api. */
export interface OffsetRequest extends PageRequest {
  /** How many items to skip. Default: 0. */
  offset?: number;
}

export interface Page<T> {
  items: T[];
  hasNextPage: boolean;
}

/** Shared by all calls, because each ends before the next begins. */
const scratch = Buffer.alloc(8);
const view = new DataView(scratch.buffer, scratch.byteOffset, scratch.byteLength);

/** Opaque to clients: base64url of the id as eight bytes. */
export function encodeCursor(id: string): string {
  view.setBigInt64(0, BigInt(id));
  return scratch.toString('base64url');
}

/** @throws CodedError INVALID_CURSOR for a text that `encodeCursor` cannot have returned */
export function decodeCursor(cursor: string): string {
  const bytes = Buffer.from(cursor.slice(0, 12), 'base64url');
  const id = bytes.length === 8 ? bytes.readBigInt64BE().toString() : '';
  if (cursor.length !== 11 || !isId(id)) throw new CodedError('INVALID_CURSOR', 'The cursor is not valid');
  return id;
}

/** Makes a page of rows that were fetched with a limit of `first + 1`. */
export function toPage<T>(rows: readonly T[], first: number): Page<T> {
  return { items: rows.slice(0, first), hasNextPage: rows.length > first };
}
