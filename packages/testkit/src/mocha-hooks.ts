import { relative } from 'node:path';
import { ensureRedisServer } from '@feed/local-servers/setup/redis-server';
import { sleep } from '@feed/platform/deadline';
import { abortTest, beginTest } from './current-test.js';
import { patience } from './patience.js';
import { startTestServers, type TestServers } from './test-servers.js';

/** How long the work of a timed-out test may take to end once everything it used is gone. */
const endMs = 2_000;

let servers: TestServers | undefined;

/** Starts a Postgres for a run that `npm test` did not start: one from an editor, or a bare `npx mocha FILE`. */
export async function mochaGlobalSetup(): Promise<void> {
  if (process.env['TEST_DATABASE_ADMIN_URL'] !== undefined) return;
  ensureRedisServer();
  servers = await startTestServers();
}

export async function mochaGlobalTeardown(): Promise<void> {
  await servers?.stop();
}

interface TimedOut {
  readonly title: string;
  readonly work: Promise<unknown>;
}

let work: Promise<unknown> = Promise.resolve();
let timedOutTest: TimedOut | undefined;

/** Remembers the promise of a test, which mocha drops when the test times out. */
function watch(test: Mocha.Runnable): void {
  const { fn } = test;
  // A test that takes a callback says when it is done, and returns no promise to wait for.
  if (fn === undefined || fn.length > 0) return;
  const watched = function (this: Mocha.Context): Promise<unknown> | void {
    const result: unknown = (fn as Mocha.AsyncFunc).call(this);
    work = Promise.resolve(result).catch(() => undefined);
    return result as Promise<unknown> | void;
  };
  test.fn = watched;
}

/**
 * Mocha goes on to the next test while the work of a timed-out one still runs. These hooks end the file instead: its
 * other tests are not run, its servers are taken down, and then the abandoned work has to end before another file begins.
 */
export const mochaHooks = {
  beforeAll(): void {
    timedOutTest = undefined;
    beginTest();
  },
  beforeEach(this: Mocha.Context): void {
    if (this.currentTest) watch(this.currentTest);
  },
  afterEach(this: Mocha.Context): void {
    const test = this.currentTest;
    if (!test?.timedOut) return;
    timedOutTest = { title: test.fullTitle(), work };
    abortTest();
    const rest = `the remaining tests of ${relative('.', test.file ?? '')}`;
    throw new Error(`${rest} were not run: the work of "${test.title}" could disturb them.`);
  },
  async afterAll(this: Mocha.Context): Promise<void> {
    if (timedOutTest === undefined) return;
    this.timeout(0);
    const ended = timedOutTest.work.then(() => true);
    if (await Promise.race([ended, sleep(patience(endMs)).then(() => false)])) return;
    process.stderr.write(
      `\n"${timedOutTest.title}" timed out and its work does not end: ending its process.\n`,
    );
    process.exit(1);
  },
};
