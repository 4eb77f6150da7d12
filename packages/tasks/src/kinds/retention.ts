import { patient, type Task } from '../task.js';

/** Removes what is past its time: finished tasks, idempotency keys, sessions and tokens, deleted posts. */
export const retentionTask: Task<object> = {
  name: 'retention',
  parse: () => ({}),
  retry: patient,
  everySeconds: 3600,
};
