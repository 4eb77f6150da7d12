const letters = String.raw`[\p{L}\p{M}\u200C\u200D]+`;
/**
 * Words of letters, in every script, with one space, apostrophe or hyphen between them. A full stop stands only at the
 * end of a word. Nothing of this becomes a link, a line break or a tag.
 */
const name = new RegExp(String.raw`^${letters}(?:(?:\.? |['’-])${letters})*\.?$`, 'u');
const username = /^[\p{L}\p{M}\p{N}_-]+$/u;
const longest = 60;

const short = (text: string): boolean => [...text].length <= longest;

/** The name as it may appear in a mail; undefined when it is not plainly a name, such as one that mail programs would turn into a link. */
export const plainName = (text: string): string | undefined =>
  short(text) && name.test(text) ? text : undefined;

/** The same for a username. */
export const plainUsername = (text: string): string | undefined =>
  short(text) && username.test(text) ? text : undefined;
