import { CodedError } from '@feed/platform/errors';
import type { PgClient } from '@feed/store/postgres/database';
import { statement } from '@feed/store/postgres/statement';
import type { Client } from '@feed/cli/commands/smoke/client';
import { join } from '@feed/cli/commands/smoke/people';
import { isReady, until } from '@feed/cli/system/readiness';
import { withFeedDatabase } from './database.js';
import type { Stack } from './stack.js';

const waitMs = 15_000;
const post = 'mutation { createPost(input: { content: "in flight" }) { post { id } } }';
const waiting = statement<{ n: number }>(
  'test.waiting',
  'SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted',
);

/**
 * Stops the system while a mutation is in progress: a lock delays it until the api has begun to shut down.
 * @returns the id of the post that the response contains
 * @throws Error when there is no response, or the system does not end
 */
export async function endWithRequestInFlight(stack: Stack, client: Client): Promise<string> {
  const { token } = await join(client, 'late');
  return withFeedDatabase(stack, (database) =>
    database.withClient(async (holder) => {
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE posts IN EXCLUSIVE MODE');
      const response = ask(client, token);
      await Promise.race([untilWaiting(holder), response.then(tooEarly)]);
      const down = stack.compose('down');
      try {
        await Promise.race([untilEnding(stack), response.then(tooEarly)]);
        await holder.query('ROLLBACK');
        const id = await response;
        await down;
        return id;
      } finally {
        await down.catch(() => undefined);
      }
    }),
  );
}

async function ask(client: Client, token: string): Promise<string> {
  try {
    const { createPost } = await client.ask<{ createPost: { post: { id: string } } }>(post, {}, token);
    return createPost.post.id;
  } catch (error) {
    throw wrong(`The request in progress failed: ${(error as Error).message}`);
  }
}

function tooEarly(): never {
  throw wrong('The request was not delayed.');
}

function untilEnding({ system }: Stack): Promise<void> {
  const ending = async (): Promise<boolean> => !(await isReady(Number(system['OPS_PORT'])));
  return until(ending, waitMs, () => wrong('The api stayed ready.'));
}

function untilWaiting(holder: PgClient): Promise<void> {
  const look = async (): Promise<boolean> =>
    ((await holder.query<{ n: number }>(waiting.text)).rows[0]?.n ?? 0) > 0;
  return until(look, waitMs, () => wrong('The request did not reach the lock.'));
}

/** A CodedError, because any other error thrown while a connection is in use becomes an unexpected failure of the database. */
const wrong = (what: string): CodedError => new CodedError('INTERNAL', what);
