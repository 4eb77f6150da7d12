/** All control characters except line breaks and tabs: a terminal could interpret them as commands. */
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Makes text from an untrusted source safe to print on a terminal. */
export const printable = (text: string): string => text.replace(control, '');
