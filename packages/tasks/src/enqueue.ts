import { currentScope } from '@feed/platform/request-context';
import type { Tx } from '@feed/store/postgres/queryable';
import { insertTask } from './sql/enqueue.js';
import type { Task } from './task.js';
import type { WakeupProducer } from './wakeup.js';

export interface EnqueueOptions {
  /** While a task of this kind and key is pending, no second one is made: the pending one stands for both. */
  dedupKey?: string;
  /** Not to be run before; default at once. */
  delaySeconds?: number;
}

/** Makes the task part of the transaction that causes it; workers hear of it after the commit. @returns its id */
export type Enqueue = <Payload extends object>(
  tx: Tx,
  task: Task<Payload>,
  payload: Payload,
  options?: EnqueueOptions,
) => Promise<string>;

export function createEnqueue({ wakeup }: { wakeup: WakeupProducer }): Enqueue {
  return async (tx, task, payload, { dedupKey, delaySeconds = 0 } = {}) => {
    const requestId = currentScope()?.requestId;
    const taskId = await insertTask(tx, { kind: task.name, payload, dedupKey, delaySeconds, requestId });
    if (delaySeconds === 0) tx.afterCommit(() => wakeup.hint({ taskId, kind: task.name }));
    return taskId;
  };
}
