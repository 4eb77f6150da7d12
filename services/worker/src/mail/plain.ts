import { isLonger } from '@feed/platform/text';

const letters = String.raw`[\p{L}\p{M}\u200C\u200D]+`;
/**
 * Words of letters, in every script, with one space, apostrophe or hyphen between them. A full stop stands only at the
 * end of a word. Nothing of this becomes a link, a line break or a tag.
 */
const name = new RegExp(String.raw`^${letters}(?:(?:\.? |['’-])${letters})*\.?$`, 'u');
const username = /^[\p{L}\p{M}\p{N}_-]+$/u;
const maxLength = 60;

/** The name as it may appear in a mail; undefined when it is not plainly a name, such as one that mail programs would turn into a link. */
export const plainName = (text: string): string | undefined =>
  !isLonger(text, maxLength) && name.test(text) ? text : undefined;

/** The username as it may appear in a mail; otherwise undefined. */
export const plainUsername = (text: string): string | undefined =>
  !isLonger(text, maxLength) && username.test(text) ? text : undefined;
