import type { EventKind } from '@feed/events/kinds/all';
import { type Reaction, taskOf } from './reaction.js';
import type { Subscription } from './sql/dispatch.js';
import type { PeriodicTask, Task } from './task.js';

/** Everything that a worker can run. */
export interface Registry<Context> {
  readonly names: readonly string[];
  /** The names of those that leave a slot of a worker to the others. */
  readonly bulk: readonly string[];
  readonly periodic: readonly PeriodicTask<object, Context>[];
  readonly subscriptions: readonly Subscription[];
  /** @throws Error when there is no such task */
  task(name: string): Task<object, Context>;
}

/** @throws Error when two of them have the same name */
export function createRegistry<Context>(
  reactions: readonly Reaction<EventKind, Context>[],
  periodic: readonly PeriodicTask<object, Context>[],
): Registry<Context> {
  const tasks = new Map<string, Task<object, Context>>();
  for (const task of [...reactions.map(taskOf), ...periodic]) {
    if (tasks.has(task.name)) throw new Error(`two tasks are named ${task.name}`);
    tasks.set(task.name, task);
  }
  return {
    names: [...tasks.keys()],
    bulk: [...tasks.values()].flatMap(({ name, bulk }) => (bulk ? [name] : [])),
    periodic,
    subscriptions: reactions.flatMap(({ name, on, dedup = [] }) =>
      on.map((event) => ({ event, task: name, dedup })),
    ),
    task(name) {
      const task = tasks.get(name);
      if (!task) throw new Error(`there is no task named ${name}`);
      return task;
    },
  };
}
