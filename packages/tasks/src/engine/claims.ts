import { performance } from 'node:perf_hooks';
import { dispatchEvents } from '../sql/dispatch.js';
import { type Claim, type LeasedTask, claimTasks } from '../sql/lease.js';
import { RunAborted } from './run-aborted.js';
import { runTask } from './run-task.js';
import type { RunnerOptions } from './runner-options.js';

/** Why the worker looks for tasks: a hint arrived, a sweep was due, or a slot became free. */
export type Trigger = 'hint' | 'sweep' | 'free';

/** The running tasks, at most `concurrency`, and the claiming of more. */
export interface Claims {
  readonly running: number;
  /** Dispatches events and claims tasks for all free slots, and again whenever a slot becomes free. Never rejects. */
  wake(trigger: Trigger): void;
  /** Stops claiming; resolves once no claim is in progress. */
  stop(): Promise<void>;
  /** Resolves when the last running task has ended. */
  ended(): Promise<void>;
  /** Aborts the running tasks, for shutdown. */
  abort(): void;
}

interface Running {
  kind: string;
  controller: AbortController;
  ended: Promise<void>;
}

/** Events dispatched by one statement: few enough to hold its locks briefly, and one round trip unless there is a backlog. */
const batch = 200;

export function createClaims<Context>(options: RunnerOptions<Context>): Claims {
  const { logger } = options;
  const running = new Set<Running>();
  let stopped = false;
  let wanted: Trigger | undefined;
  let claiming: Promise<void> | undefined;

  const warn = (what: string) => (error: unknown) => logger.warn({ err: error }, what);
  const free = (): void => wake('free');
  const claimWanted = async (): Promise<void> => {
    for (let trigger = wanted; trigger !== undefined && !stopped; trigger = wanted) {
      wanted = undefined;
      await dispatch(options, free).catch(warn('events cannot be dispatched'));
      await claimInto(options, running, trigger, free).catch(warn('tasks cannot be claimed'));
    }
    // This is in the same step as the last check of `wanted`, so that no wake can fall between the two.
    claiming = undefined;
  };
  const wake = (trigger: Trigger): void => {
    wanted = trigger;
    if (!stopped) claiming ??= claimWanted();
  };
  return {
    get running() {
      return running.size;
    },
    wake,
    async stop() {
      stopped = true;
      await claiming;
    },
    ended: async () => void (await Promise.all([...running].map(({ ended }) => ended))),
    abort: () => running.forEach(({ controller }) => controller.abort(new RunAborted('shutdown'))),
  };
}

/** Dispatches a backlog one batch at a time, so that its first tasks begin before the last event is dispatched. */
async function dispatch<Context>(
  { database, registry }: RunnerOptions<Context>,
  again: () => void,
): Promise<void> {
  if ((await dispatchEvents(database, registry.subscriptions, batch)) === batch) again();
}

async function claimInto<Context>(
  options: RunnerOptions<Context>,
  running: Set<Running>,
  trigger: Trigger,
  onFree: () => void,
): Promise<void> {
  const { database, leaseSeconds, events } = options;
  const free = freeSlots(options, running);
  if (free.limit + free.further.limit <= 0) return;
  // The database begins the lease later than this, so it also ends later.
  const leaseEndsAt = performance.now() + leaseSeconds * 1000;
  const claimed = await claimTasks(database, { ...free, leaseSeconds });
  if (trigger === 'sweep' && claimed.length > 0)
    events?.swept?.({ reason: 'overdue', count: claimed.length });
  for (const task of claimed) begin(options, running, { task, leaseEndsAt }, onFree);
}

/** Slots that are free for any task, and those that bulk tasks leave to the others. */
function freeSlots<Context>(
  { registry: { names, bulk }, concurrency }: RunnerOptions<Context>,
  running: ReadonlySet<Running>,
): Pick<Claim, 'kinds' | 'limit'> & Required<Pick<Claim, 'further'>> {
  const free = concurrency - running.size;
  const runningBulk = [...running].filter(({ kind }) => bulk.includes(kind)).length;
  // With a single slot, bulk tasks have to use it.
  const freeForBulk = Math.max(1, concurrency - 1) - runningBulk;
  const limit = Math.max(0, Math.min(free, freeForBulk));
  const others = names.filter((name) => !bulk.includes(name));
  return { kinds: names, limit, further: { kinds: others, limit: free - limit } };
}

function begin<Context>(
  options: RunnerOptions<Context>,
  running: Set<Running>,
  { task, leaseEndsAt }: { task: LeasedTask; leaseEndsAt: number },
  onFree: () => void,
): void {
  const controller = new AbortController();
  const run = async (): Promise<void> => {
    const { outcome, seconds } = await runTask(options, task, leaseEndsAt, controller);
    running.delete(entry);
    options.events?.finished?.({ kind: task.kind, outcome, seconds, waitSeconds: task.waitSeconds });
    onFree();
  };
  const entry: Running = { kind: task.kind, controller, ended: Promise.resolve() };
  running.add(entry);
  entry.ended = run();
}
