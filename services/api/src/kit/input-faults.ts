import { CodedError, type ErrorCode } from '@feed/platform/errors';

/** Several faults of one input, all of which the caller wants to know at once. */
export class InputFaults extends CodedError {
  readonly messages: readonly string[];

  constructor(messages: readonly [string, ...string[]], code: ErrorCode = 'INVALID_INPUT') {
    super(code, messages[0]);
    this.messages = messages;
  }
}

/** @throws InputFaults when there is at least one message */
export function refuseFaults(messages: readonly (string | false)[]): void {
  const [first, ...rest] = messages.filter((message) => message !== false);
  if (first !== undefined) throw new InputFaults([first, ...rest]);
}
