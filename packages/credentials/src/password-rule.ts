import { textProblems } from '@feed/platform/text';
import { isCommon, minPasswordLength } from './common-passwords.js';
import { normalizePassword } from './passwords.js';

const rule = { min: minPasswordLength, max: 256, required: true };

/**
 * The problems of a new password, as predicates of a sentence that begins with "Password". Accounts keep the passwords
 * they have. The NUL character is accepted, because only hashes are stored.
 */
export function passwordProblems(password: string): string[] {
  const text = normalizePassword(password).replaceAll('\0', ' ');
  const problems = textProblems(text, rule);
  return problems.length === 0 && isCommon(text) ? ['is too common'] : problems;
}
