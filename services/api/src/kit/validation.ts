import { CodedError, type ErrorCode } from '@feed/platform/errors';
import { type TextRule, textProblems } from '@feed/platform/text';
import { isId } from '@feed/store/postgres/ids';

/** The validation errors of one input, reported to the caller together. */
export class ValidationError extends CodedError {
  readonly messages: readonly string[];

  constructor(messages: readonly [string, ...string[]], code: ErrorCode = 'INVALID_INPUT') {
    super(code, messages[0]);
    this.messages = messages;
  }
}

/** The message of a check that failed, or false. */
export type Check = string | false;

/** @throws ValidationError with the messages of all checks that failed, if any did */
export function assertValid(checks: readonly Check[]): void {
  const [first, ...rest] = checks.filter((check) => check !== false);
  if (first !== undefined) throw new ValidationError([first, ...rest]);
}

/** Checks a text that the caller may have left out. Messages call it by `name`. */
export const textChecks = (text: string | null | undefined, name: string, rule: TextRule): Check[] =>
  namedChecks(name, textProblems(text ?? '', rule));

/** @param problems predicates of a sentence that begins with the name */
export const namedChecks = (name: string, problems: readonly string[]): Check[] =>
  problems.map((problem) => `${name} ${problem}`);

/**
 * An id that may exist, so that no statement has to look for one that cannot.
 * @param what the thing that has the id, as messages call it
 * @throws CodedError NOT_FOUND for a text that was never issued as an id
 */
export function existingId(id: string, what: string): string {
  if (isId(id)) return id;
  throw new CodedError('NOT_FOUND', `${what} not found`);
}
