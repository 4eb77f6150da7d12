import { CodedError } from '@feed/platform/errors';

/** The state of the server as a watch found it last. Without a watch it never changes. */
export interface ServerState {
  /** False while the server does not respond. Statements then fail at once, instead of waiting. */
  responds: boolean;
  /** Since when the server has owed the watch a response, in milliseconds since 1970. */
  silentSince: number | undefined;
  /** Whether a session that begins now may write; undefined while that is unknown. */
  writable: boolean | undefined;
}

export const unwatched = (): ServerState => ({ responds: true, silentSince: undefined, writable: undefined });

/** Busy connections that the server has not served for this long are no sign of overload. */
const suspiciousMs = 1_000;

/** Whether a caller who got no connection should rather be told that the server does not respond. */
export const seemsSilent = ({ responds, silentSince }: ServerState): boolean =>
  !responds || (silentSince !== undefined && Date.now() - silentSince > suspiciousMs);

export const noResponse = (cause?: unknown): CodedError =>
  new CodedError('UNAVAILABLE', 'The database does not respond', { cause, retryAfterSeconds: 1 });

const begin = 'BEGIN ISOLATION LEVEL READ COMMITTED';

/**
 * The statement that begins a transaction, whatever the session's defaults are. A session that began while the database
 * was read-only stays so, and a pooler keeps sessions for long. Once new sessions may write, this one may as well.
 */
export const beginStatement = ({ writable }: ServerState): string =>
  writable === true ? `${begin} READ WRITE` : begin;
