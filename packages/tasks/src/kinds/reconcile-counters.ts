import { step, type Step } from '../step.js';
import { patient, type Task } from '../task.js';

/** Compares the kept counters with the rows they count, and mends and reports what differs. */
export const reconcileCountersTask: Task<Step> = {
  name: 'reconcile-counters',
  parse: step,
  retry: patient,
  everySeconds: 6 * 3600,
};
