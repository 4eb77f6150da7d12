import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { requireSameAnswers } from '../src/compare/answers.js';

const viewer = { id: '1', token: 'token' };
const world = { viewers: [viewer], postIds: ['11'] };

/** The parts of a server's responses that tests change: the ids of its feed, and the counter after a like. */
interface Answers {
  ids: readonly string[];
  cursor: string;
  createdAt: string;
  likesCount: number;
}
const usual: Answers = {
  ids: ['12', '11'],
  cursor: 'a',
  createdAt: '2024-01-01T00:00:00.000Z',
  likesCount: 1,
};

describe('bench: the answers that are compared', () => {
  const servers: Server[] = [];
  after(() => servers.forEach((server) => server.close()));

  async function responding(answers: Partial<Answers>) {
    const { ids, cursor, createdAt, likesCount } = { ...usual, ...answers };
    const edges = ids.map((id) => ({ cursor: `${cursor}${id}`, node: { id, createdAt } }));
    const homeFeed = { edges, pageInfo: { hasNextPage: false, endCursor: cursor } };
    const server = createServer((request, response) => {
      const isFeed = (body: string) => (JSON.parse(body) as { query: string }).query.startsWith('query Feed');
      const respond = (body: string) =>
        response.end(
          JSON.stringify({ data: isFeed(body) ? { homeFeed } : { likePost: { post: { likesCount } } } }),
        );
      void text(request).then(respond);
    });
    servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    return { name: `server ${servers.length}`, server: { url: `http://127.0.0.1:${port}/graphql` } };
  }
  const compare = async (answers: Partial<Answers>) =>
    requireSameAnswers(await responding({}), await responding(answers), world);

  it('may differ in cursors, and in how times are written', () =>
    compare({ cursor: 'b', createdAt: '2024-01-01T01:00:00+01:00' }));

  const different: Record<string, Partial<Answers>> = {
    'the order of ids': { ids: ['11', '12'] },
    'the number of ids': { ids: ['12'] },
    'a time': { createdAt: '2024-01-01T00:00:01.000Z' },
    'a counter': { likesCount: 2 },
  };
  for (const [what, answers] of Object.entries(different))
    it(`may not differ in ${what}`, () => assert.rejects(compare(answers), /differ, so nothing is timed/));
});
