import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { count, type Outcome, type TestResult } from './outcome.js';

const entities: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };

/** Leaves out the characters that XML cannot express. */
const escape = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[<>&"]/g, (character) => entities[character] ?? '');

function testCase({ suite, title, file = '', seconds, state, text = '' }: TestResult): string {
  const attributes = `classname="${escape(suite)}" name="${escape(title)}" file="${escape(file)}" time="${seconds}"`;
  const content = {
    passed: '',
    skipped: '<skipped/>',
    failed: `<failure>${escape(text)}</failure>`,
  }[state];
  return `<testcase ${attributes}>${content}</testcase>`;
}

/** Results in the JUnit format, which CI systems read. */
export function junit(name: string, outcome: Outcome): string {
  const [failed, skipped] = [count(outcome, 'failed'), count(outcome, 'skipped')];
  const counts = `tests="${outcome.length}" failures="${failed}" skipped="${skipped}"`;
  const cases = outcome.map(testCase).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="${escape(name)}" ${counts}>\n${cases}\n</testsuite>\n`;
}

export function writeJunit(path: string, name: string, outcome: Outcome): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, junit(name, outcome));
}
