import { readFileSync } from 'node:fs';
import { writeOrCompare } from '../lib/generated.js';
import { lockfileProblems } from './lockfile.js';
import { tsconfigs } from './references.js';

const lockfiles = ['package-lock.json', 'scripts/src/release/lerna/package-lock.json'];

const problems = lockfiles.flatMap((file) => {
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, object> };
  return lockfileProblems(file, packages);
});
process.exitCode = writeOrCompare(await tsconfigs(), problems);
