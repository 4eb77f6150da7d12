import type { Queryable } from '@feed/store/postgres/database';
import { probeWakeup } from '@feed/tasks/kue-probe';
import { taskStats } from '@feed/tasks/sql/inspect';
import { explain } from '../../lib/failure.js';
import { ok, warn, type Finding } from './finding.js';

const lateSeconds = 60;
const hintMs = 3_000;

export async function checkTasks(q: Queryable): Promise<Finding[]> {
  const { counts, oldestPendingSeconds } = await taskStats(q);
  const sum = (state: string) =>
    counts.filter((entry) => entry.state === state).reduce((total, { count }) => total + count, 0);
  const dead = sum('dead');
  const due = `${sum('pending')} pending, the oldest due for ${Math.round(oldestPendingSeconds)} s`;
  const lateAdvice = 'check that a worker runs (its /readyz and log) and that its concurrency is sufficient';
  return [
    oldestPendingSeconds >= lateSeconds ? warn('tasks', due, lateAdvice) : ok('tasks', due),
    dead > 0
      ? warn(
          'dead tasks',
          `${dead}`,
          'read "feedctl tasks dead", repair the cause, then run "feedctl tasks redrive"',
        )
      : ok('dead tasks', 'none'),
  ];
}

/** Sends a hint: a worker that takes it looks for tasks, which changes nothing. */
export async function checkWakeup(redisUrl: string): Promise<Finding> {
  const check = 'hints';
  const advice =
    'check that a worker runs, that its REDIS_URL is the same, and what its log says about the wake-up: without hints tasks wait for a sweep';
  try {
    const ms = await probeWakeup({ redisUrl, clientName: 'feed-command-hints' }, hintMs);
    if (ms !== undefined) return ok(check, `a worker took one after ${Math.round(ms)} ms`);
    return warn(check, `no worker took one within ${hintMs / 1000} s`, advice);
  } catch (error) {
    return warn(check, explain(error).message, advice);
  }
}
