/** Line breaks and tabs stay; anything else could make a terminal do what a stranger wrote. */
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Text that people from outside may have written, fit for a terminal. */
export const printable = (text: string): string => text.replace(control, '');
