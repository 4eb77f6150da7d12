import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { visibilityProblems } from './visibility-rules.js';

const folders = ['packages', 'services']
  .flatMap((group) => readdirSync(group).map((name) => join(group, name, 'src')))
  .concat('scripts/src')
  .filter((folder) => existsSync(folder));

const sourcesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path));

const sources = folders.flatMap(sourcesOf);
const problems = sources.flatMap((file) => visibilityProblems(file, readFileSync(file, 'utf8')));
process.stdout.write(problems.map((problem) => `${problem}\n`).join(''));
process.exitCode = problems.length === 0 ? 0 : 1;
