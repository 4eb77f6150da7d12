import { CodedError, isCodedError, type ErrorCode } from '@feed/platform/errors';
import { tlsAdvice } from './authority.js';

/** The SQLSTATE of a write that is rejected because its session is read-only. */
export const readOnlySqlState = '25006';

/** A statement returned more bytes than its caller allowed. */
export class ResultTooLarge extends Error {
  constructor(maxBytes: number) {
    super(`The rows have more than ${maxBytes} bytes`);
  }
}

const codeOfSqlState: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  [readOnlySqlState]: ['READ_ONLY', 'The database is read-only at present'],
  '57014': ['TIMEOUT', 'The database took too long to respond'],
  '55P03': ['TIMEOUT', 'A lock was not granted in time'],
  '23505': ['CONFLICT', 'It already exists'],
  '23503': ['NOT_FOUND', 'Something it refers to does not exist'],
  '22021': ['INVALID_INPUT', 'The text contains characters that cannot be stored'],
  '22P05': ['INVALID_INPUT', 'The text contains characters that cannot be stored'],
  '40001': ['UNAVAILABLE', 'Too many changes to the same thing at once'],
  '40P01': ['UNAVAILABLE', 'Too many changes to the same thing at once'],
  '53100': ['READ_ONLY', 'The database has no space left'],
  // The role, its password or the database in DATABASE_URL is not accepted.
  '28000': ['UNAVAILABLE', 'The database cannot be reached'],
  '28P01': ['UNAVAILABLE', 'The database cannot be reached'],
  '3D000': ['UNAVAILABLE', 'The database cannot be reached'],
};

/** The error codes that failures of the database are given. */
export const databaseErrorCodes: readonly ErrorCode[] = [
  ...new Set(Object.values(codeOfSqlState).map(([code]) => code)),
  'OVERLOADED',
  'QUERY_TOO_COMPLEX',
  'INTERNAL',
];

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  '53300', // too many connections
  '57P01', // shut down by an administrator
  '57P02', // crash
  '57P03', // starting up
  '08P01', // a pooler whose server is gone
]);
const unreachableText =
  /connection terminated|connection error|not queryable|connection timed? ?out|connectionmanager.*closed/i;

interface DriverError {
  code?: string | undefined;
  constraint?: string;
  message?: string;
}

/** The driver's error inside those that Sequelize and `toCodedError` wrap around it. */
export function driverError(error: unknown): DriverError {
  const source = isCodedError(error) ? error.cause : error;
  const wrapped = source as { parent?: object; original?: object } | null;
  return wrapped?.parent ?? wrapped?.original ?? (source as object) ?? {};
}

/** The SQLSTATE or system error code, if there is one. */
export function sqlState(error: unknown): string | undefined {
  return driverError(error).code;
}

/** The name of the constraint or unique index that was violated, such as `users_username`. */
export function violatedConstraint(error: unknown): string | undefined {
  return driverError(error).constraint;
}

function isLost({ code = '', message = '' }: DriverError): boolean {
  if (unreachable.has(code) || code.startsWith('08') || unreachableText.test(message)) return true;
  return tlsAdvice({ code, message }) !== undefined;
}

function classify(error: unknown): readonly [ErrorCode, string] {
  if (error instanceof ResultTooLarge) return ['QUERY_TOO_COMPLEX', 'The result is too large'];
  const { code, message = '' } = driverError(error);
  const name = (error as Error | null)?.name ?? '';
  // The first is the pool's own error, the second what Sequelize makes of it when a transaction begins.
  if (message === 'Operation timeout' || name === 'SequelizeConnectionAcquireTimeoutError')
    return ['OVERLOADED', 'All database connections are busy'];
  const known = code === undefined ? undefined : codeOfSqlState[code];
  if (known) return known;
  if (/query read timeout/i.test(message)) return ['TIMEOUT', 'The database took too long to respond'];
  if (isLost({ code, message }) || name.startsWith('SequelizeConnection') || name.startsWith('SequelizeHost'))
    return ['UNAVAILABLE', 'The database cannot be reached'];
  return ['INTERNAL', 'Unexpected failure'];
}

/** Translates failures of the driver, the pool and Sequelize. A `CodedError` passes unchanged. */
export function toCodedError(error: unknown): CodedError {
  if (isCodedError(error)) return error;
  const [code, message] = classify(error);
  const retry = code === 'OVERLOADED' || code === 'UNAVAILABLE' ? { retryAfterSeconds: 1 } : {};
  return new CodedError(code, message, { cause: advised(error), ...retry });
}

/** An error that is due to TLS also says which setting to change. */
function advised(error: unknown): unknown {
  const { code, message = '' } = driverError(error);
  const advice = tlsAdvice({ code, message });
  return advice === undefined ? error : Object.assign(new Error(`${message}: ${advice}`), { code });
}
