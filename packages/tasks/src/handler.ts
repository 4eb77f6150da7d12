import type { Tx } from '@feed/store/postgres/queryable';
import type { Enqueue } from './enqueue.js';
import type { tasks, TaskName } from './kinds/all.js';
import type { Task } from './task.js';

/** What a handler gets beside its payload. */
export interface TaskRun {
  readonly taskId: string;
  /** 1 for the first run. */
  readonly attempt: number;
  /** Aborts when the lease is lost, the run takes too long or the worker ends; what is done afterwards is rolled back. */
  readonly signal: AbortSignal;
  /** Commits together with the mark that the task is done, or not at all. */
  readonly tx: Tx;
  readonly enqueue: Enqueue;
}

/** May run more than once; what it does through `tx` takes effect once. A rejection means: try again later. */
export type Handler<Payload> = (payload: Payload, run: TaskRun) => Promise<void>;

type PayloadOf<T> = T extends Task<infer Payload> ? Payload : never;

/** One handler for every kind: a missing or unknown one does not compile. */
export type Handlers = { readonly [N in TaskName]: Handler<PayloadOf<(typeof tasks)[N]>> };
