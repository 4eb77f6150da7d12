import { isBlank, textProblems } from '@feed/platform/text';

const bidiControl = /\p{Bidi_Control}/u;
/** Texts that mail programs turn into a link. A full stop before a space, or after an initial, does not make one. */
const link = /:\/\/|\bwww\.|[\p{L}\p{N}-]{2,}[.。]\p{L}{2,}|[.。]\p{L}{2,}[/:]/iu;

/**
 * The problems of a first or last name, as predicates of a sentence. Names are shown in mails and beside those
 * of other accounts, so they must not change the text around them. They may be empty.
 */
export function nameProblems(name: string): string[] {
  const problems = [
    ...textProblems(name, { max: 150, oneLine: true }),
    name !== '' && isBlank(name) && 'has no visible characters',
    bidiControl.test(name) && 'must not contain characters that change the direction of writing',
    link.test(name.normalize('NFKC')) && 'must not contain a web address',
  ];
  return problems.filter((problem) => problem !== false);
}

/** The problems of a biography, as predicates of a sentence. It may have several lines, and may be empty. */
export const bioProblems = (bio: string): string[] => textProblems(bio, { max: 1_000 });
