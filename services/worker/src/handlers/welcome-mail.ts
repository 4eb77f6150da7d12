import { contactOf } from '@feed/store/identity/users/reads';
import type { Handler } from '@feed/tasks/handler';
import type { WorkerContext } from '../context.js';
import { welcomeMail } from '../mail/welcome.js';

/** At least once: when the worker dies between the server's "accepted" and its own commit, the mail goes out again. */
export function handleWelcomeMail({ mailer }: Pick<WorkerContext, 'mailer'>): Handler<{ userId: string }> {
  return async ({ userId }, { tx, taskId, signal }) => {
    const user = await contactOf(tx, userId);
    if (!user?.email) return;
    await mailer.send({ to: user.email, key: `task-${taskId}`, ...welcomeMail(user) }, signal);
  };
}
