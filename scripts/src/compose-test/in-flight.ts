import type { PgClient } from '@feed/store/database/database';
import { statement } from '@feed/store/database/statement';
import type { Client } from '../commands/smoke/client.js';
import { join } from '../commands/smoke/people.js';
import { isReady, until } from '../up/readiness.js';
import { withFeedDatabase } from './database.js';
import type { Stack } from './stack.js';

const waitMs = 15_000;
const post = 'mutation { createPost(input: { content: "in flight" }) { post { id } } }';
const waiting = statement<{ n: number }>(
  'test.waiting',
  'SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted',
);

/**
 * Ends the system while a mutation is in progress: a lock holds it up until the api has begun to end.
 * @returns the id of the post that it was answered with
 * @throws Error when it is not answered, or the system does not end
 */
export async function endWithRequestInFlight(stack: Stack, client: Client): Promise<string> {
  const { token } = await join(client, 'late');
  return withFeedDatabase(stack, (database) =>
    database.withClient(async (holder) => {
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE posts IN EXCLUSIVE MODE');
      const answer = client.ask<{ createPost: { post: { id: string } } }>(post, {}, token);
      let open = true;
      const settle = (): boolean => (open = false);
      answer.then(settle, settle);
      await untilWaiting(holder);
      const down = stack.compose('down');
      down.catch(() => undefined);
      await until(
        async () => !(await isReady(Number(stack.system['OPS_PORT']))),
        waitMs,
        () => new Error('The api went on being ready.'),
      );
      if (!open) throw new Error('The request was not held up.');
      await holder.query('ROLLBACK');
      const { createPost } = await answer;
      await down;
      return createPost.post.id;
    }),
  );
}

function untilWaiting(holder: PgClient): Promise<void> {
  const look = async (): Promise<boolean> =>
    ((await holder.query<{ n: number }>(waiting.text)).rows[0]?.n ?? 0) > 0;
  return until(look, waitMs, () => new Error('The request did not get as far as the lock.'));
}
