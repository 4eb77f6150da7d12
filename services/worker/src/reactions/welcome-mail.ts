import { contactOf } from '@feed/store/identity/users/reads';
import { reaction } from '@feed/tasks/reaction';
import { patient } from '@feed/tasks/task';
import { welcomeMail as mail } from '../mail/welcome.js';
import type { WorkerContext } from '../worker-context.js';

/**
 * Greets a new account, at least once: when the worker dies between the mail server's response and its own mark that
 * the task is done, the mail goes out again, with the same message id.
 */
export const welcomeMail = reaction({
  name: 'welcome-mail',
  on: ['user.registered'],
  retry: patient,
  effect: 'external',
  async run(
    { userId },
    { taskId, signal },
    { database, mailer }: Pick<WorkerContext, 'database' | 'mailer'>,
  ) {
    const user = await contactOf(database, userId);
    if (!user?.email) return;
    await mailer.send({ to: user.email, key: `task-${taskId}`, ...mail(user) }, signal);
  },
});
