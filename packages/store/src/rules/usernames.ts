import { textProblems } from '@feed/platform/text';
import { isReserved } from './reserved-names.js';
import { isOfOneScript } from './scripts.js';

export const maxUsernameLength = 150;

/** A username as it is stored and looked up, so that the same name is the same text whatever keyboard it came from. */
export const normalizeUsername = (typed: string): string => typed.normalize('NFKC').trim();

const characters = /^[\p{L}\p{M}\p{Nd}@.+_-]*$/u;
/** Letters among them, such as the Hangul filler, so `characters` does not exclude them. */
const invisible = /[\p{Default_Ignorable_Code_Point}\u{16fe4}]/u;
/** A mark without a letter to stand on, more marks than any language stacks, or the same mark twice in a row. */
const strayMarks = /^\p{M}|[@.+_-]\p{M}|\p{Mn}{5}|(\p{Mn})\1/u;

/**
 * The problems of a normalised username, as predicates of a sentence that begins with "Username". It applies to new
 * names: accounts that were registered under older rules keep theirs. An operator may take a name that is reserved.
 */
export function usernameProblems(
  username: string,
  { reserved = 'rejected' }: { reserved?: 'rejected' | 'allowed' } = {},
): string[] {
  const problems = textProblems(username, { min: 3, max: maxUsernameLength });
  if (problems.length > 0) return problems;
  const problem = appearanceProblem(username);
  if (problem !== undefined) return [problem];
  return reserved === 'rejected' && isReserved(username) ? ['is reserved'] : [];
}

function appearanceProblem(username: string): string | undefined {
  if (!/^\p{ASCII}*$/u.test(username) && invisible.test(username))
    return 'must not contain invisible characters';
  if (!characters.test(username)) return 'may only contain letters, digits and @ . + - _';
  if (strayMarks.test(username.normalize('NFD'))) return 'must not contain stray or repeated combining marks';
  if (!isOfOneScript(username)) return 'must not mix letters of different scripts';
  if (/[0-9]/.test(username) && /[^0-9\P{Nd}]/u.test(username))
    return 'must not mix digits of different scripts';
  return undefined;
}
