/**
 * All control characters except line breaks and tabs, which a terminal could interpret as commands, and the characters that
 * change the direction of text, which could show a line as something else.
 */
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/g;

/** Everything that cannot be seen, or that would end the line. */
const invisible = /[\p{C}\p{Z}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0]/gu;

/** Makes text from an untrusted source safe to print on a terminal. */
export const printable = (text: string): string => text.replace(control, '');

/** Makes text safe to print in one line. */
export const oneLine = (text: string): string => printable(text.replace(/\s+/g, ' '));

/** Writes what cannot be seen in a faulty value as its code, such as U+202E, so that its fault can be seen. */
export const visible = (text: string): string =>
  text.replace(invisible, (character) =>
    character === ' ' ? character : `<U+${hex(character.codePointAt(0) ?? 0)}>`,
  );

const hex = (code: number): string => code.toString(16).toUpperCase().padStart(4, '0');
