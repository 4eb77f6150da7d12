import { isDeepStrictEqual } from 'node:util';
import type { Viewer } from '../setup/data.js';
import { ask, type FeedData, pageSize, pagesBefore, type World } from './operations.js';

interface Compared {
  readonly name: string;
  readonly server: { readonly url: string };
}

const feedViewers = 50;
const deepViewers = 10;
const posts = 20;

/**
 * Asks both servers the same and compares the answers: ids, their order, texts, times and counters. Only cursors may differ.
 * @throws Error at the first difference
 */
export async function requireSameAnswers(one: Compared, other: Compared, world: World): Promise<void> {
  const same = async (question: string, answer: (server: Compared['server']) => Promise<unknown>) => {
    const [first, second] = [comparable(await answer(one.server)), comparable(await answer(other.server))];
    if (!isDeepStrictEqual(first, second))
      throw new Error(differ(question, { [one.name]: first, [other.name]: second }));
  };
  for (const [nth, viewer] of world.viewers.slice(0, feedViewers).entries()) {
    const pages = nth < deepViewers ? pagesBefore + 1 : 1;
    await same(`the feed of account ${viewer.id}`, (server) => feedPages(server, viewer, pages));
  }
  const [viewer] = world.viewers;
  if (!viewer) throw new Error('There are no accounts to compare.');
  for (const id of world.postIds.slice(0, posts))
    await same(`post ${id}`, (server) => ask(server, viewer, 'post', { id }));
  const liked = { id: world.postIds[0] };
  await same('a like', (server) => ask(server, viewer, 'like', liked));
  await same('the same like', (server) => ask(server, viewer, 'like', liked));
}

async function feedPages(server: Compared['server'], viewer: Viewer, pages: number): Promise<unknown[]> {
  const all: unknown[] = [];
  let after: string | null = null;
  while (all.length < pages) {
    const { homeFeed }: FeedData = await ask(server, viewer, 'feed', { first: pageSize, after });
    all.push(homeFeed);
    after = homeFeed.pageInfo.endCursor;
    if (!homeFeed.pageInfo.hasNextPage) break;
  }
  return all;
}

/** Without cursors, and with times as numbers: both may be written in several ways. */
function comparable(answer: unknown): unknown {
  const text = JSON.stringify(answer, (key, value: unknown) => {
    if (key === 'cursor' || key === 'endCursor') return undefined;
    return key === 'createdAt' ? Date.parse(value as string) : value;
  });
  return JSON.parse(text) as unknown;
}

function differ(question: string, answers: Record<string, unknown>): string {
  const lines = Object.entries(answers).map(
    ([name, answer]) => `${name}: ${JSON.stringify(answer).slice(0, 400)}`,
  );
  return [`The answers about ${question} differ, so nothing is timed.`, ...lines].join('\n');
}
