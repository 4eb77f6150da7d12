import { count, type Outcome, type TestResult } from './outcome.js';
import type { Part } from './plan.js';

export interface PartOutcome {
  readonly part: Pick<Part, 'title' | 'pooled'>;
  readonly outcome: Outcome;
}

/** `directly on Postgres: 12 passed, 1 failed, 2 skipped`; skipped tests are mentioned only if there are any. */
function partLine({ part, outcome }: PartOutcome): string {
  const skipped = count(outcome, 'skipped');
  const left = skipped === 0 ? '' : `, ${skipped} skipped`;
  return `${part.title}: ${count(outcome, 'passed')} passed, ${count(outcome, 'failed')} failed${left}`;
}

/**
 * The command that runs a failed test again. Characters that a shell or a regular expression would interpret are matched by
 * a dot.
 */
export function repeatCommand(
  { pooled }: Pick<Part, 'pooled'>,
  { file, suite, title, isTest }: TestResult,
): string | undefined {
  if (file === undefined) return undefined;
  const pattern = (isTest ? `${suite} ${title}` : suite).trim().replace(/[^\w ,:;=/-]/g, '.');
  return `npm test -- ${pooled ? '--pooler ' : ''}${file}${pattern ? ` --grep "${pattern}"` : ''}`;
}

function failureLines({ part, outcome }: PartOutcome): string[] {
  const failures = outcome.filter(({ state }) => state === 'failed');
  return failures.flatMap((failure) => {
    const command = repeatCommand(part, failure);
    const { file = '', text = '' } = failure;
    return ['', `✗ ${file || part.title}`, text, ...(command === undefined ? [] : [`  Repeat: ${command}`])];
  });
}

/** The summary of every part, then all failures, then `N passed, N failed` as the last line. */
export function summary(outcomes: readonly PartOutcome[]): string {
  const all = outcomes.flatMap(({ outcome }) => outcome);
  const total = `${count(all, 'passed')} passed, ${count(all, 'failed')} failed`;
  return `${['', ...outcomes.map(partLine), ...outcomes.flatMap(failureLines), '', total].join('\n')}\n`;
}

/** Whether every part ran tests, and none failed. */
export const succeeded = (outcomes: readonly PartOutcome[]): boolean =>
  outcomes.every(({ outcome }) => count(outcome, 'passed') > 0 && count(outcome, 'failed') === 0);
