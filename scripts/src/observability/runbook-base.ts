import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { places } from './places.js';

const link = /https:\/\/\S+\/docs\/runbooks\.md(?=#)/g;

/** @throws InvalidArgumentError when it is no https address of a `docs/runbooks.md` */
export function runbookBase(text: string): string {
  if (/^https:\/\/[^\s'"#]+\/docs\/runbooks\.md$/.test(text)) return text;
  throw new InvalidArgumentError('It must be the https address of a docs/runbooks.md.');
}

/** `text` with every link into the runbooks leading to `base`. */
export const linkRunbooks = (text: string, base: string): string => text.replace(link, () => base);

/** Lets the rules and their tests link to `base`. @returns the files */
export function moveRunbooks(base: string): string[] {
  const files = [places.alerts, places.alertTests].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => join(folder, name)),
  );
  for (const file of files) writeFileSync(file, linkRunbooks(readFileSync(file, 'utf8'), base));
  return files;
}
