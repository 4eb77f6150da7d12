import { randomBytes } from 'node:crypto';

const placeholder = /…(\w+)…/g;
const secretBytes = 24;

/** Replaces every `…name…` by a random hexadecimal value, which is the same for the same name. */
export function fillSecrets(example: string): string {
  const made = new Map<string, string>();
  return example.replaceAll(placeholder, (_, name: string) => {
    const value = made.get(name) ?? randomBytes(secretBytes).toString('hex');
    made.set(name, value);
    return value;
  });
}
