import { performance } from 'node:perf_hooks';
import { CodedError } from '@feed/platform/errors';
import { runOutsideScopes } from '@feed/platform/request-context';

export interface TogetherOptions<Item, Result> {
  /** How many items go together at most. */
  max: number;
  /** Does something for all items. @returns the results, in the order of the items */
  run(items: readonly Item[]): Promise<readonly Result[]>;
  /** Whether a failed run had no effect, and may have failed because of one of its items. */
  mayRepeat(error: unknown): boolean;
  /** Called when nothing waits and nothing is under way any longer. */
  onIdle?(): void;
}

/**
 * Gets the result of one item.
 * @param deadline on the clock of `performance.now()`: nothing is begun for the item later
 * @throws CodedError TIMEOUT when the deadline has passed before the item's turn
 */
export type Together<Item, Result> = (item: Item, deadline: number) => Promise<Result>;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly deadline: number;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Lets items that arrive while others are under way go together. An item that finds nothing under way goes with those that
 * arrive in the same turn of the event loop. One run is under way at a time: a second would take items from those that
 * could share the next one. After a failure that one item may have caused, each item of the run is run by itself, one after
 * the other, so that the others do not fail with it. Runs belong to no request.
 */
export function createTogether<Item, Result>(options: TogetherOptions<Item, Result>): Together<Item, Result> {
  const { max } = options;
  const waiting: Waiting<Item, Result>[] = [];
  let running = false;
  let planned = false;

  async function start(these: readonly Waiting<Item, Result>[]): Promise<void> {
    running = true;
    await settle(options, these);
    running = false;
    plan();
  }

  function startNext(): void {
    planned = false;
    while (!running && waiting.length > 0) {
      const these = waiting.splice(0, max).filter(isInTime);
      if (these.length > 0) void start(these);
    }
    plan();
  }

  function plan(): void {
    if (running || planned) return;
    if (waiting.length === 0) return options.onIdle?.();
    planned = true;
    runOutsideScopes(() => setImmediate(startNext));
  }

  return (item, deadline) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, deadline, resolve, reject });
      plan();
    });
}

/** Never rejects. */
async function settle<Item, Result>(
  { run, mayRepeat }: TogetherOptions<Item, Result>,
  these: readonly Waiting<Item, Result>[],
): Promise<void> {
  const runAll = async (some: readonly Waiting<Item, Result>[]): Promise<void> => {
    const results = await run(some.map(({ item }) => item));
    some.forEach(({ resolve }, i) => resolve(results[i] as Result));
  };
  try {
    await runAll(these);
  } catch (error) {
    if (these.length === 1 || !mayRepeat(error)) return these.forEach(({ reject }) => reject(error));
    for (const one of these) if (isInTime(one)) await runAll([one]).catch(one.reject);
  }
}

function isInTime({ deadline, reject }: Pick<Waiting<never, never>, 'deadline' | 'reject'>): boolean {
  const inTime = performance.now() <= deadline;
  if (!inTime) reject(new CodedError('TIMEOUT', 'The request took too long.'));
  return inTime;
}
