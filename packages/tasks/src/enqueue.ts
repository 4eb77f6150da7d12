import { currentScope } from '@feed/platform/request-context';
import type { Tx } from '@feed/store/postgres/queryable';
import { insertTask } from './sql/enqueue.js';

export interface EnqueueOptions {
  /** While a task of this kind and key is pending, it stands for the new one as well. */
  dedupKey?: string;
  /** How long to wait before it is due; default 0. */
  delaySeconds?: number;
}

/** Makes the task part of the transaction. No hint is sent. @returns its id */
export function enqueue(
  tx: Tx,
  task: { readonly name: string },
  payload: object,
  { dedupKey, delaySeconds = 0 }: EnqueueOptions = {},
): Promise<string> {
  const requestId = currentScope()?.requestId;
  return insertTask(tx, { kind: task.name, payload, dedupKey, delaySeconds, requestId });
}
