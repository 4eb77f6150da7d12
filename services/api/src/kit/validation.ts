import { CodedError, type ErrorCode } from '@feed/platform/errors';
import { type TextRule, textProblems } from '@feed/platform/text';
import { isId } from '@feed/store/postgres/ids';

interface PayloadErrorDetails {
  errors: readonly [string, ...string[]];
  /** Default: the first of `errors`. */
  message?: string | undefined;
  /** Default: `INVALID_INPUT`. */
  code?: ErrorCode;
}

/** An error that a payload reports with a list of its own: every problem of an input, or the words of the original system. */
export class PayloadError extends CodedError {
  readonly errors: readonly string[];

  constructor({ errors, message = errors[0], code = 'INVALID_INPUT' }: PayloadErrorDetails) {
    super(code, message);
    this.errors = errors;
  }
}

/** The message of a check that failed, or false. */
export type Check = string | false;

/**
 * @param message sums up what is wrong. Default: the message of the first check that failed
 * @throws PayloadError with the messages of all checks that failed, if any did
 */
export function assertValid(checks: readonly Check[], message?: string): void {
  const [first, ...rest] = checks.filter((check) => check !== false);
  if (first !== undefined) throw new PayloadError({ errors: [first, ...rest], message });
}

/** A text as it is stored: without white space around it, and in the normal form NFC. Undefined when it was left out. */
export function cleanText(text: string): string;
export function cleanText(text: string | null | undefined): string | undefined;
export function cleanText(text: string | null | undefined): string | undefined {
  return text?.trim().normalize('NFC');
}

/** Checks a text that the caller may have left out. Messages call it by `name`. */
export const textChecks = (text: string | null | undefined, name: string, rule: TextRule): Check[] =>
  namedChecks(name, textProblems(text ?? '', rule));

/** @param problems predicates of a sentence that begins with the name */
export const namedChecks = (name: string, problems: readonly string[]): Check[] =>
  problems.map((problem) => `${name} ${problem}`);

/** @param errors the list that the original system gave. Default: the message */
export function notFound(what: string, errors?: readonly [string, ...string[]]): CodedError {
  const message = `${what} not found`;
  return errors
    ? new PayloadError({ code: 'NOT_FOUND', message, errors })
    : new CodedError('NOT_FOUND', message);
}

/**
 * An id that may exist, so that no statement has to look for one that cannot.
 * @param missing the error for a text that was never issued as an id, or the name of the thing that has it
 * @throws `missing`
 */
export function existingId(id: string, missing: string | CodedError): string {
  if (isId(id)) return id;
  throw typeof missing === 'string' ? notFound(missing) : missing;
}
