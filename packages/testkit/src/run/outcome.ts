/** One test, or one hook or file that failed. */
export interface TestResult {
  /** The titles of the suites around it. */
  readonly suite: string;
  readonly title: string;
  /** Relative to the folder of the run. */
  readonly file?: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly seconds: number;
  /** A failure as mocha shows it: error, difference, stack. */
  readonly text?: string;
  /** False for a failed hook or file, which no pattern selects by its own title. */
  readonly isTest: boolean;
}

/** The results that the reporter in mocha's process writes for the process that started it. */
export type Outcome = readonly TestResult[];

export const count = (outcome: Outcome, state: TestResult['state']): number =>
  outcome.filter((result) => result.state === state).length;

/** Stands for a run that ended badly without a failed test. */
export const crash = (text: string): TestResult => ({
  ...{ suite: '', title: 'mocha', state: 'failed', seconds: 0, isTest: false },
  text,
});
