import { readFileSync, writeFileSync } from 'node:fs';
import { places } from './places.js';
import { yamlFiles } from './rules.js';

const link = /https:\/\/\S+\/docs\/runbooks\.md(?=#)/g;

/** Changes every link to the runbooks to `base`. @throws Error unless that is the https URL of a `docs/runbooks.md` */
export function linkRunbooks(text: string, base: string): string {
  if (!/^https:\/\/[^\s'"#]+\/docs\/runbooks\.md$/.test(base))
    throw new Error(`${base} is not the https address of a docs/runbooks.md`);
  return text.replace(link, () => base);
}

/** Rewrites the links in the rules and in their tests. @throws Error as `linkRunbooks` does */
export function moveRunbooks(base: string): void {
  for (const file of [places.alerts, places.alertTests].flatMap(yamlFiles))
    writeFileSync(file, linkRunbooks(readFileSync(file, 'utf8'), base));
}
