import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import type { TestResult } from './outcome.js';

const { Base, Spec } = Mocha.reporters;

/** Shows tests as mocha does, but leaves failures to the end of the whole run: it writes an Outcome into a file. */
export default class Reporter extends Spec {
  readonly #results: TestResult[] = [];
  readonly #file: string;

  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions & { reporterOptions: { outcome: string } }) {
    super(runner, options);
    this.#file = options.reporterOptions.outcome;
    runner.on('pass', (test) => this.#results.push(resultOf(test, 'passed')));
    runner.on('pending', (test) => this.#results.push(resultOf(test, 'skipped')));
    runner.on('fail', (test, error) =>
      this.#results.push({ ...resultOf(test, 'failed', error), text: textOf(test, error) }),
    );
  }

  /** The list of failures that Spec would print here is printed by the process that started this one. */
  override epilogue(): void {}

  override done(failures: number, end: (failures: number) => void): void {
    writeFileSync(this.#file, JSON.stringify(this.#results));
    end(failures);
  }
}

function resultOf(
  runnable: Mocha.Test,
  state: TestResult['state'],
  error?: Error & { file?: string },
): TestResult {
  const { title, parent, duration = 0, type } = runnable as Mocha.Test & { type?: string };
  // When a file cannot be loaded or its process ends, only the error names it.
  const file = runnable.file ?? error?.file;
  return {
    suite: parent?.fullTitle() ?? '',
    title,
    ...(file === undefined ? {} : { file: relative('.', file) }),
    state,
    seconds: duration / 1000,
    isTest: type === 'test',
  };
}

const lostProcess = /^Worker ?pool Worker terminated/i;

/** Mocha formats its list of failures with a function that can be replaced. */
function textOf(test: Mocha.Test, error: Error): string {
  if (lostProcess.test(error.message))
    return '  The process of this file ended, by itself or because a timed-out test kept running: see the output above.';
  const lines: string[] = [];
  const write = Base.consoleLog;
  Base.consoleLog = (...parts: unknown[]) => void lines.push(format(...parts));
  try {
    Base.list([Object.assign(test, { err: error })]);
  } finally {
    Base.consoleLog = write;
  }
  return lines.join('\n').replace(/^\n*(.*1\) )?|\s+$/g, '');
}
