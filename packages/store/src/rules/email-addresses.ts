const maxLength = 254;
const maxLocalLength = 64;

const word = String.raw`[a-z0-9!#$%&'*+/=?^_\`{|}~-]+`;
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const pattern = new RegExp(String.raw`^(${word}(?:\.${word})*)@(?:${label}\.)+(?!\d+$)${label}$`, 'i');

/**
 * Whether the text is an address in the plain form of RFC 5321: words separated by single dots, and a domain name. It has
 * to be ASCII, because not every mail server delivers others; a domain in another script has an ASCII form (`xn--…`).
 */
export function isEmailAddress(text: string): boolean {
  const local = text.length <= maxLength ? pattern.exec(text)?.[1] : undefined;
  return local !== undefined && local.length <= maxLocalLength;
}
