import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { printSchema } from '@feed/api/graphql/engine';
import { buildSchema } from '@feed/api/schema';
import { undescribed } from './descriptions.js';
import { firstDifference } from './first-difference.js';

const file = 'services/api/schema.graphql';
const heading = '# Written by "npm run schema" from services/api/src. Do not edit.\n\n';

/** `--write` renews the file; without it the code is compared with the file, and descriptions are demanded. */
function main(write: boolean): number {
  const schema = buildSchema();
  const printed = `${heading}${printSchema(schema)}`;
  if (write) {
    writeFileSync(file, printed);
    process.stdout.write(`${file} written\n`);
  }
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const difference = firstDifference(committed, printed);
  const problems = [
    ...(difference === undefined ? [] : [`${file} is not what the code serves, ${difference}`]),
    ...undescribed(schema).map((name) => `${name} has no description: say what a client cannot guess`),
  ];
  process.stdout.write(problems.map((problem) => `${problem}\n`).join(''));
  return problems.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.includes('--write'));
