import { CodedError, type ErrorCode } from '@feed/platform/errors';
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

export interface TextRule {
  /** The name of the field in messages. */
  name: string;
  /** Length limit in characters. */
  max: number;
  /** Rejects texts without anything but white space. */
  required?: boolean;
}

/** Checks a text that the caller may have left out. */
export function textChecks(text: string | null | undefined, { name, max, required }: TextRule): Check[] {
  const given = text ?? '';
  return [
    required === true && given.trim() === '' && `${name} is required`,
    given.length > max && `${name} must be at most ${max} characters long`,
    hasNul(given) && `${name} must not contain the NUL character`,
  ];
}

/** Postgres cannot store the NUL character in a text. */
export const hasNul = (text: string | null | undefined): boolean => text?.includes('\0') ?? false;

/**
 * An id that may exist, so that no statement has to look for one that cannot.
 * @param what the thing that has the id, as messages call it
 * @throws CodedError NOT_FOUND for a text that was never issued as an id
 */
export function existingId(id: string, what: string): string {
  if (isId(id)) return id;
  throw new CodedError('NOT_FOUND', `${what} not found`);
}
