import { randomUUID } from 'node:crypto';
import { sleep } from '@feed/platform/deadline';
import type { Client } from '@feed/cli/commands/smoke/client';
import { join, type Person } from '@feed/cli/commands/smoke/people';

export interface Load {
  /** Ids of the posts whose creation was answered with a success. */
  readonly acknowledged: readonly string[];
  /** Requests that were not. */
  readonly failed: () => number;
  stop(): Promise<void>;
}

/** Each makes fewer mutations a minute than one account may. */
const pauseMs = 600;
const post = 'mutation ($content: String!) { createPost(input: { content: $content }) { post { id } } }';
const follow = 'mutation ($id: ID!) { followUser(userId: $id) { success } }';
const feed = '{ homeFeed(first: 20) { edges { node { id } } } }';

/** People who follow each other; everybody goes on posting and reading until it is stopped, whatever fails. */
export async function startLoad(client: Client, people: number): Promise<Load> {
  const all: Person[] = [];
  for (let number = 0; number < people; number += 1) all.push(await join(client, 'load'));
  for (const [index, person] of all.entries())
    for (const step of [1, 2]) {
      const other = all[(index + step) % all.length] ?? person;
      await client.ask(follow, { id: other.id }, person.token);
    }
  const acknowledged: string[] = [];
  let [failed, stopped] = [0, false];
  const busy = all.map(async ({ token }) => {
    while (!stopped) {
      await once(client, token, acknowledged).catch(() => (failed += 1));
      await sleep(pauseMs);
    }
  });
  return {
    acknowledged,
    failed: () => failed,
    stop: async () => {
      stopped = true;
      await Promise.all(busy);
    },
  };
}

async function once(client: Client, token: string, acknowledged: string[]): Promise<void> {
  type Created = { createPost: { post: { id: string } } };
  const created = await client.ask<Created>(post, { content: randomUUID() }, token);
  acknowledged.push(created.createPost.post.id);
  await client.ask(feed, {}, token);
}
