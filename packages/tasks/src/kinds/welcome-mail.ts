import { ids } from '@feed/events/payload';
import { patient, type Task } from '../task.js';

/** Greets a person who has registered. At least once: a mail cannot be part of a transaction. */
export const welcomeMailTask: Task<{ userId: string }> = {
  name: 'welcome-mail',
  parse: ids('userId'),
  retry: patient,
};
