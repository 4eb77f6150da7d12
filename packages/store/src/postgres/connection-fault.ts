import { redactText } from '@feed/platform/redact';
import { tlsAdvice } from './authority.js';
import { driverError, toCodedError } from './errors.js';

/** SQLSTATEs with which a server says that it has no connection to give at the moment: the address is right. */
const busyWithItself = new Set(['53300', '57P01', '57P02', '57P03']);

/**
 * Says why there is no connection, and which setting to look at: the text of the driver, without passwords. Undefined
 * when the error has another reason.
 * @param setting the variable that contains the address
 * @param start how to start the server
 */
export function connectionFault(
  error: unknown,
  setting: string,
  start = 'start Postgres',
): string | undefined {
  const found = driverError(error);
  const { code, message = '' } = found;
  if (toCodedError(error).code !== 'UNAVAILABLE' || busyWithItself.has(code ?? '')) return undefined;
  const reason = redactText(message || firstReason(found) || code || 'it was closed');
  return `${reason}: ${tlsAdvice({ code, message }) ?? `${start}, or correct ${setting}`}`;
}

/** When several addresses of one host fail, Node throws an AggregateError without a message. */
const firstReason = (error: object): string =>
  error instanceof AggregateError ? String((error.errors[0] as Error | undefined)?.message ?? '') : '';
