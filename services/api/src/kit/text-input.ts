export interface TextRule {
  /** How the message calls it. */
  name: string;
  /** Characters at most. */
  max: number;
  /** Something other than white space has to be in it. */
  required?: boolean;
}

/** What is wrong with a text that a caller gave, as messages for `refuseFaults`. */
export function textFaults(
  text: string | null | undefined,
  { name, max, required }: TextRule,
): (string | false)[] {
  const given = text ?? '';
  return [
    required === true && given.trim() === '' && `${name} is required`,
    given.length > max && `${name} must be at most ${max} characters long`,
    // Postgres cannot store it.
    given.includes('\0') && `${name} must not contain the NUL character`,
  ];
}
