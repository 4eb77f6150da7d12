import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { printSchema } from '@feed/api/graphql/engine';
import { readSchema } from '@feed/api/schema';
import { undescribed } from './descriptions.js';
import { firstDifference } from './first-difference.js';
import { generateTypes, typesFile } from './schema-types.js';

const heading = '# Written by "npm run schema" from services/api/src. Do not edit.\n\n';

/** `--write` renews the files; without it they are compared with the SDL, and descriptions are required. */
async function main(write: boolean): Promise<number> {
  const schema = readSchema();
  const generated = {
    'services/api/schema.graphql': `${heading}${printSchema(schema)}`,
    [typesFile]: await generateTypes(),
  };
  const differences = Object.entries(generated).map(([file, text]) => {
    if (write) writeFileSync(file, text);
    const committed = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const difference = firstDifference(committed, text);
    return difference === undefined ? undefined : `${file} does not match the SDL, ${difference}`;
  });
  if (write) process.stdout.write(`${Object.keys(generated).join(', ')} written\n`);
  const problems = [
    ...differences.filter((difference) => difference !== undefined),
    ...undescribed(schema).map((name) => `${name} has no description: say what a client cannot guess`),
  ];
  process.stdout.write(problems.map((problem) => `${problem}\n`).join(''));
  return problems.length === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.includes('--write'));
