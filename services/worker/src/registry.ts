import { createRegistry } from '@feed/tasks/registry';
import { reactions } from './reactions/all.js';
import { periodicTasks } from './tasks/all.js';
import type { WorkerContext } from './worker-context.js';

/** Everything that this worker can run. */
export const registry = createRegistry<WorkerContext>(reactions, periodicTasks);
