import assert from 'node:assert/strict';
import fc from 'fast-check';
import { patience } from '@feed/testkit/patience';
import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { createFeedMemory, type FeedMemory } from '../../../src/feed/memory/feed-memory.js';
import {
  createHomeFeed,
  type FeedEntry,
  type HomeFeed,
  type HomeFeedOptions,
} from '../../../src/feed/home-feed.js';
import type { PostView } from '../../../src/content/posts/view.js';
import type { UserView } from '../../../src/identity/users/view.js';
import { createTimelines } from '../../../src/feed/timelines.js';
import { openRedis } from '../../../src/redis/redis.js';
import { statement, type Database } from '../../../src/postgres/database.js';
import { writeSql, writes, type Write } from '../../support/feed-writes.js';

const people = 6;

const often: Write[] = ['post', 'share', 'like', 'follow', 'follow', 'count', 'edit'];
const step = fc.record({
  write: fc.constantFrom(...(Object.keys(writes) as Write[]), ...often, ...often),
  who: fc.nat(people - 1),
  whom: fc.nat(people - 1),
  nth: fc.nat(99),
  reader: fc.nat(people - 1),
  first: fc.integer({ min: 1, max: 12 }),
});

const brief = ({ id, username, firstName, lastName, profilePic, isVerified }: UserView) => ({
  id,
  username,
  firstName,
  lastName,
  profilePic,
  isVerified,
});
const withDate = (user: UserView) => ({ ...user, updatedAt: new Date(user.updatedAt as Date) });
const briefNode = ({ user, ...node }: PostView) => ({ ...node, user: brief(user) });

describe('feeds in memory', () => {
  let server: TestDatabase, database: Database, memory: FeedMemory;
  /** Reads everything from Postgres; `remembering` uses the memory. */
  let direct: HomeFeed, remembering: HomeFeed, stores: HomeFeedOptions;
  let users: string[] = [];
  before(async () => {
    server = await testDatabase();
    database = server.openOwner();
    const logger = silentLogger();
    const nowhere = openRedis({ url: 'redis://127.0.0.1:1', timeoutMs: 10, clientName: 'test', logger });
    const timelines = createTimelines({ redis: nowhere, size: 8, ttlSeconds: 60 });
    stores = { database: server.open(), timelines, logger };
    direct = createHomeFeed(stores);
    await nowhere.close();
  });
  beforeEach(async () => {
    await database.query(statement('test.clear', 'TRUNCATE users CASCADE'));
    const insert = `INSERT INTO users (username) SELECT 'u' || n FROM generate_series(1, ${people}) n RETURNING id`;
    users = (await database.query(statement<{ id: string }>('test.users', insert))).map(({ id }) => id);
    memory = createFeedMemory({ database, maxBytes: 1_000_000 });
    remembering = createHomeFeed({ ...stores, memory });
  });
  afterEach(() => memory.close());
  after(() => server.drop());

  const walk = async (
    feed: Pick<HomeFeed, 'page'> | FeedMemory,
    viewerId: string,
    first: number,
    detail: 'brief' | 'full' = 'brief',
  ) => {
    const seen: FeedEntry[] = [];
    for (let after: string | undefined; ;) {
      const request = { first, ...(after === undefined ? {} : { after }), detail };
      const read = await feed.page(viewerId, request);
      if (!read) return seen;
      seen.push(...read.items);
      after = read.items.at(-1)?.id;
      if (!read.hasNextPage || after === undefined) return seen;
    }
  };
  /** Entries with what brief ones show. */
  const shown = (entries: readonly FeedEntry[]) =>
    entries.map(({ id, node, reason }) => ({
      id,
      node: briefNode(node),
      reason: reason.kind === 'SHARED' ? { ...reason, sharedBy: brief(reason.sharedBy) } : reason,
    }));
  /** Entries as everything that they show; times are read as dates or as texts. */
  const plain = (entries: readonly FeedEntry[]) =>
    entries.map(({ id, node, reason }) => ({
      id,
      node: { ...node, user: withDate(node.user) },
      reason: reason.kind === 'SHARED' ? { ...reason, sharedBy: withDate(reason.sharedBy) } : reason,
    }));
  const write = async ({ write, who, whom, nth }: typeof step extends fc.Arbitrary<infer T> ? T : never) => {
    const sql = writeSql(write, nth, users[who] ?? '', users[whom] ?? '');
    await database.query({ ...statement('test.write', sql), prepared: false });
  };
  const compare = async (viewerId: string, first: number, inFull: boolean) => {
    const remembered = shown(await walk(memory, viewerId, first));
    const stored = shown(await walk(direct, viewerId, first));
    const reached = remembered.length > 200 ? remembered.length : stored.length;
    assert.deepStrictEqual(remembered, stored.slice(0, reached));
    if (!inFull) return;
    const full = await walk(direct, viewerId, first, 'full');
    assert.deepStrictEqual(plain(await walk(remembering, viewerId, first, 'full')), plain(full));
  };

  it('equal Postgres after every write of random histories', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 150, size: 'max' }), async (history) => {
        for (const each of history) {
          await write(each);
          await compare(users[each.reader] ?? '', each.first, each.nth % 4 === 0);
        }
        for (const viewerId of users) await compare(viewerId, 3, true);
      }),
      { numRuns: 4, endOnFailure: true, includeErrorInReport: true },
    );
  }).timeout(patience(120_000));
});
