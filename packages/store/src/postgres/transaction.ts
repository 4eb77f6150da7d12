import type { Logger } from '@feed/platform/logger';
import { sleep, withDeadline } from '@feed/platform/deadline';
import { sqlState } from './errors.js';

const attempts = 3;
const hooksBudgetMs = 200;
/** Serialization failure and deadlock. */
const retryable = new Set(['40001', '40P01']);

/** Whether Postgres rolled back a statement or a transaction that would succeed if it were run again. */
export const isConcurrencyFailure = (error: unknown): boolean => retryable.has(sqlState(error) ?? '');

/** Runs the whole transaction again after a serialization failure or a deadlock. */
export async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (n === attempts || !isConcurrencyFailure(error)) throw error;
      await sleep(Math.random() * 20 * n);
    }
  }
}

/** Never rejects, because the write is committed: a failure is logged, and slow hooks are not waited for. */
export async function runHooks(
  hooks: readonly (() => void | Promise<void>)[],
  logger?: Logger,
): Promise<void> {
  if (hooks.length === 0) return;
  const run = async (hook: () => void | Promise<void>) => hook();
  const warn = (error: unknown) => logger?.warn({ err: error }, 'a hook after commit failed');
  const all = Promise.all(hooks.map((hook) => run(hook).catch(warn)));
  await withDeadline(all, hooksBudgetMs, () => new Error('hooks after commit took too long')).catch(warn);
}
