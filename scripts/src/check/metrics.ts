import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { firstDifference } from './first-difference.js';
import { metricsReference } from './metrics-reference.js';
import { registeredMetrics } from './registered-metrics.js';

const file = 'docs/metrics.md';
const begin = '<!-- The tables are written by "npm run metrics" from the code. Do not edit them. -->\n';

/** `--write` renews the tables; without it they are compared with what the services declare. */
async function main(write: boolean): Promise<number> {
  const committed = readFileSync(file, 'utf8');
  const [prose = ''] = committed.split(begin, 1);
  const text = `${prose}${begin}\n${metricsReference(registeredMetrics())}`;
  const printed = await format(text, { ...(await resolveConfig(file)), filepath: file });
  if (write) {
    writeFileSync(file, printed);
    process.stdout.write(`${file} written\n`);
    return 0;
  }
  const difference = firstDifference(committed, printed);
  if (difference !== undefined)
    process.stdout.write(`${file} is not what the services show, ${difference}\n`);
  return difference === undefined ? 0 : 1;
}

process.exitCode = await main(process.argv.includes('--write'));
