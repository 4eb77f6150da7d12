const secretKey = /authorization|cookie|passw(or)?d|secret|token|api[-_]?key|credential/i;
const urlPassword = /([a-z][a-z0-9+.-]*:\/\/[^\s:/?#@"\\]*:)[^\s/?#"\\]*@/gi;
const bearer = /\b(Bearer|JWT) +[A-Za-z0-9._~+/=-]+/gi;
const bareJwt = /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/g;
/** In every text that one of them matches. Most log lines are checked by this alone. */
const suspicious = /:\/\/|bearer|jwt|eyj/i;
const maxDepth = 6;

export const redacted = '[redacted]';

/** A copy of `value` in which everything under a key that names a secret is replaced, at any depth. */
export function redactKeys(value: Record<string, unknown>): Record<string, unknown> {
  return redactObject(value, 0);
}

/** Replaces secrets inside running text: passwords in URLs and bearer tokens. */
export function redactText(text: string): string {
  if (!suspicious.test(text)) return text;
  return text
    .replace(urlPassword, `$1${redacted}@`)
    .replace(bearer, `$1 ${redacted}`)
    .replace(bareJwt, redacted);
}

function redactObject(value: object, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    copy[key] = secretKey.test(key) ? redacted : redactValue(inner, depth + 1);
  }
  return copy;
}

export function redactValue(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error || value instanceof Date) return value;
  if (depth > maxDepth) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  return redactObject(value, depth);
}
