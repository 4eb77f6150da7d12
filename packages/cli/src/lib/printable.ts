/** All control characters but line breaks and tabs: in a terminal they could act as commands. */
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Makes text from an untrusted source safe to print on a terminal. */
export const printable = (text: string): string => text.replace(control, '');
