export interface UrlOptions {
  /** Like `['redis:', 'rediss:']`. */
  readonly protocols: readonly string[];
  readonly default?: string;
  /** Returns what is wrong with a well-formed URL: the rest of a sentence that begins with NAME. */
  readonly check?: (url: URL) => string | undefined;
}

/** The rest of a sentence that begins with the variable. */
export const urlRule = (protocols: readonly string[]): string =>
  `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;

const reserved = /[/?#@\\]/g;

/** How a character is written inside a URL, such as `%23` for `#`. */
const escaped = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;

/**
 * Says why a text is not a usable URL, and what to write instead. A password may contain characters that end the host or
 * the path; parsers then find another host without an error, so these are looked for in the text itself.
 * @param protocols like `['redis:', 'rediss:']`
 * @returns the rest of a sentence that begins with the variable, without any part of the text; undefined when it is usable
 */
export function urlProblem(text: string, protocols: readonly string[]): string | undefined {
  const schemes = protocols.map((protocol) => `${protocol}//`);
  const scheme = schemes.find((start) => text.toLowerCase().startsWith(start));
  if (scheme === undefined) return urlRule(protocols);
  const rest = text.slice(scheme.length);
  const problem = badEscape(rest) ?? rawCharacters(rest);
  if (problem !== undefined) return problem;
  if (URL.canParse(text)) return undefined;
  return `must be a URL such as ${scheme}user:password@host:port: the host or the port is missing or invalid`;
}

function badEscape(rest: string): string | undefined {
  if (/[\s\u0000-\u001f\u007f]/.test(rest))
    return 'contains a space or a line break: remove it, or write a space as %20';
  if (/%(?![0-9a-f]{2})/i.test(rest)) return 'contains a % that does not begin an escape: write % as %25';
  try {
    if (!decodeURIComponent(rest).includes('\0')) return undefined;
  } catch {
    return 'contains an escape that is not UTF-8: write % as %25';
  }
  return 'contains %00, which no server accepts';
}

/** Looks for characters that have a meaning in a URL and are meant as part of the user name or the password. */
function rawCharacters(rest: string): string | undefined {
  const authority = /^[^/?#]*/.exec(rest)?.[0] ?? '';
  const tail = rest.slice(authority.length);
  const credentials = rest.slice(0, endOfCredentials(authority, tail));
  const found = [...new Set(credentials.match(reserved))];
  if (found.length > 0) {
    const advice = found.map((character) => `${character} as ${escaped(character)}`).join(', ');
    return `contains a raw ${found.join(' ')} in its user name or password: write ${advice}`;
  }
  return tail.includes('#') ? 'contains a raw #: write # as %23' : undefined;
}

/** The position of the last @ that can end the user name and the password; 0 when there are none. */
function endOfCredentials(authority: string, tail: string): number {
  const path = /^[^?#]*/.exec(tail)?.[0] ?? '';
  const inAuthority = authority.lastIndexOf('@');
  const inPath = path.lastIndexOf('@');
  if (inPath !== -1) return authority.length + inPath;
  if (inAuthority !== -1) return inAuthority;
  // A parameter may contain an @, as in `?application_name=feed@host`.
  if (/^\?[\w.-]+=/.test(tail.slice(path.length)) && /^[^:]*(:\d+)?$/.test(authority)) return 0;
  const inTail = tail.lastIndexOf('@');
  return inTail === -1 ? 0 : authority.length + inTail;
}
