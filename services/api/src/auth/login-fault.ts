import { CodedError } from '@feed/platform/errors';

/** Each reason why the login of a request is not accepted, as `extensions.reason` of its errors, and what they say. */
const faults = {
  TOKEN_SCHEME: 'The Authorization header must be Bearer or JWT and a token',
  TOKEN_INVALID: 'Error decoding signature',
  TOKEN_EXPIRED: 'Signature has expired',
  SESSION_ENDED: 'The session of this token has ended',
} as const;

export type LoginFault = keyof typeof faults;

/** @param fault null when the request came without a login */
export function loginError(fault: LoginFault | null): CodedError {
  if (fault === null)
    return new CodedError('UNAUTHENTICATED', 'Authentication credentials were not provided.');
  return new CodedError('UNAUTHENTICATED', faults[fault], { subcode: fault });
}
