import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { places } from './places.js';

const link = /https:\/\/\S+\/docs\/runbooks\.md(?=#)/g;

/** The rule files and their tests with every link into the runbooks leading below another address. */
export function moveRunbooks(base: string): string[] {
  if (!/^https:\/\/\S+\/docs\/runbooks\.md$/.test(base))
    throw new Error(`not the https address of a docs/runbooks.md: ${base}`);
  const files = [places.alerts, places.alertTests].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => join(folder, name)),
  );
  for (const file of files)
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(link, () => base),
    );
  return files;
}
