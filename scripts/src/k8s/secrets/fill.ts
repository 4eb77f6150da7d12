import { randomBytes } from 'node:crypto';

const placeholder = /…(\w+)…/g;
const secretBytes = 24;

/** Puts a random value for every `…name…`, the same wherever the name is the same; letters and digits only. */
export function fillSecrets(example: string): string {
  const made = new Map<string, string>();
  return example.replaceAll(placeholder, (_, name: string) => {
    const value = made.get(name) ?? randomBytes(secretBytes).toString('hex');
    made.set(name, value);
    return value;
  });
}
