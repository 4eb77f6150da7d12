import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const placeholder = /…(\w+)…/g;
const secretBytes = 24;

const suffix = '.example';

/** The files with the secrets of an overlay, made from its examples: their names and texts. */
export function secretsOf(folder: string): Map<string, string> {
  const made = new Map<string, string>();
  const examples = readdirSync(folder).filter((name) => name.endsWith(`secrets.env${suffix}`));
  return new Map(
    examples.map((name) => [
      name.slice(0, -suffix.length),
      fillSecrets(readFileSync(join(folder, name), 'utf8'), made),
    ]),
  );
}

/** Replaces every `…name…` by a random hexadecimal value, which is the same for the same name in `made`. */
export function fillSecrets(example: string, made = new Map<string, string>()): string {
  return example.replaceAll(placeholder, (_, name: string) => {
    const value = made.get(name) ?? randomBytes(secretBytes).toString('hex');
    made.set(name, value);
    return value;
  });
}
