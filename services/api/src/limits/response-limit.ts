import { Rejection } from './rejection.js';

/** The limit for the bytes of a response, and for the texts that an operation reads for it. */
export const maxResponseBytes = 8_000_000;

/** The limit for the bytes of all rows of a statement: a response that is not too large never needs more. */
export const maxStatementBytes = 2 * maxResponseBytes;

export const responseTooLarge = (): Rejection =>
  new Rejection('answer_size', 'QUERY_TOO_COMPLEX', 'The response is too large. Ask for smaller pages.');
