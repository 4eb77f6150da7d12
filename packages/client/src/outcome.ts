import { errorOf } from './errors.js';

/** The outcome that a mutation's payload has. */
export interface Outcome {
  readonly success: boolean;
  readonly message: string;
  readonly errors: readonly string[];
  readonly code: string | null;
}

/** The payload of a mutation that did what was asked. @throws FeedError with the payload's `code` otherwise */
export function succeeded<Payload extends Outcome>(payload: Payload): Payload {
  const { success, message, errors, code } = payload;
  if (!success) throw errorOf(message, { code: code ?? 'INTERNAL', problems: errors, data: payload });
  return payload;
}
