import { patient, type Task } from '../task.js';

/** Compares some of the cached timelines with what they should be, and mends and reports what differs. */
export const checkFeedsTask: Task<object> = {
  name: 'check-feeds',
  parse: () => ({}),
  retry: patient,
  everySeconds: 300,
};
