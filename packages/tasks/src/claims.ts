import { type LeasedTask, claimTasks } from './sql/lease.js';
import { taskNames } from './kinds/all.js';
import { RunAborted, runTask } from './run-task.js';
import type { RunnerOptions } from './runner-options.js';

/** Why it is worth asking Postgres: a hint came, the time for it came, or a slot got free. */
export type Trigger = 'hint' | 'sweep' | 'free';

/** The tasks in hand, at most `concurrency`, and the taking of more. */
export interface Claims {
  readonly running: number;
  /** Claims into all free slots, and again whenever one gets free while something is due. Never rejects. */
  wake(trigger: Trigger): void;
  /** Claims no more; resolves when no claim is under way. */
  stop(): Promise<void>;
  /** Settles with the last of the tasks in hand. */
  ended(): Promise<void>;
  /** Tells what runs to give up, for shutdown. */
  abort(): void;
}

interface Running {
  controller: AbortController;
  ended: Promise<void>;
}

export function createClaims(options: RunnerOptions): Claims {
  const { logger } = options;
  const running = new Set<Running>();
  let stopped = false;
  let wanted: Trigger | undefined;
  let claiming: Promise<void> | undefined;

  const claimWanted = async (): Promise<void> => {
    for (let trigger = wanted; trigger !== undefined && !stopped; trigger = wanted) {
      wanted = undefined;
      await claimInto(options, running, trigger, () => wake('free')).catch((error: unknown) =>
        logger.warn({ err: error }, 'tasks cannot be claimed'),
      );
    }
    // In the same step as the last look at `wanted`, so that no wake can fall between the two.
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

async function claimInto(
  options: RunnerOptions,
  running: Set<Running>,
  trigger: Trigger,
  onFree: () => void,
): Promise<void> {
  const { database, concurrency, leaseSeconds, events } = options;
  const limit = concurrency - running.size;
  if (limit <= 0) return;
  const claimed = await claimTasks(database, { kinds: taskNames, limit, leaseSeconds });
  if (trigger === 'sweep' && claimed.length > 0)
    events?.swept?.({ reason: 'overdue', count: claimed.length });
  for (const task of claimed) begin(options, running, task, onFree);
}

function begin(options: RunnerOptions, running: Set<Running>, task: LeasedTask, onFree: () => void): void {
  const controller = new AbortController();
  const run = async (): Promise<void> => {
    const { outcome, seconds } = await runTask(options, task, controller);
    running.delete(entry);
    options.events?.finished?.({ kind: task.kind, outcome, seconds, waitSeconds: task.waitSeconds });
    onFree();
  };
  const entry: Running = { controller, ended: Promise.resolve() };
  running.add(entry);
  entry.ended = run();
}
