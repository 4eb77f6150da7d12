import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { lockfileProblems, referenceProblems, type Workspace } from './workspace-rules.js';

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

const folders = ['packages', 'services']
  .flatMap((group) => readdirSync(group).map((name) => join(group, name)))
  .concat('scripts')
  .filter((folder) => existsSync(join(folder, 'package.json')));

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
}

function readWorkspace(folder: string): Workspace {
  const { name, dependencies = {} } = readJson(join(folder, 'package.json')) as Manifest;
  const { references = [] } = readJson(join(folder, 'tsconfig.json')) as { references?: { path: string }[] };
  const referenced = references.map(({ path }) => relative('.', join(folder, path)));
  return { name, folder, dependencies: Object.keys(dependencies), references: referenced };
}

const lockfile = readJson('package-lock.json') as {
  packages: Record<string, { resolved?: string; link?: boolean }>;
};
const problems = [...referenceProblems(folders.map(readWorkspace)), ...lockfileProblems(lockfile.packages)];
process.stdout.write(problems.map((problem) => `${problem}\n`).join(''));
process.exitCode = problems.length === 0 ? 0 : 1;
