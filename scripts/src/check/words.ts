import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { type WordList, wordProblems } from './word-problems.js';

const texts = /\.(ts|mjs|graphql|md|ya?ml|env|example)$|(^|\/)(Makefile|Dockerfile)$/;

const list = JSON.parse(readFileSync(new URL('words.json', import.meta.url), 'utf8')) as WordList;
const problems = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
  .toString()
  .split('\0')
  .filter((path) => texts.test(path) && existsSync(path))
  .flatMap((path) => wordProblems(path, readFileSync(path, 'utf8'), list));

process.stdout.write(problems.map((problem) => `${problem}\n`).join(''));
process.exitCode = problems.length === 0 ? 0 : 1;
