import { join } from 'node:path';
import { timelineKey } from '@feed/store/feed/timelines';
import { machine } from '../report.js';
import { importFolder, logIn, runFeed, type Viewer } from '../setup/data.js';
import { type Server, type ServiceOptions, startService } from '../setup/services.js';
import { startStores, type Stores } from '../setup/stores.js';
import { type Backlog, backlog, burst, post, type Stage, until, untilVisible } from './burst.js';
import { knownFollowers, writeNetwork } from './network.js';
import { openPipeline } from './pipeline.js';
import { openFacts } from './redis-facts.js';
import { fanOutTable, type Round } from './table.js';

export interface FanOutOptions extends ServiceOptions {
  readonly followers: number;
  /** In each burst. */
  readonly posts: number;
  readonly rounds: number;
}

const redisNoticed = 'SELECT FROM feed_state WHERE redis_run_id IS NOT NULL';
/** Shorter commands of Redis are not looked at. */
const watchedMicroseconds = 200;
/** Single posts of each round whose way into a feed is timed. */
const singlePosts = 50;

/** Measures bursts of posts, and the same number of pushes without anything around them. @returns the tables */
export async function fanOut(options: FanOutOptions, progress: (line: string) => void): Promise<string> {
  const stores = await startStores();
  const ends: (() => unknown)[] = [];
  try {
    const stage = await prepare(stores, options, ends, progress);
    const sample = timelineKey(stage.followers[0]?.id ?? '');
    const entries = (await stage.redis.listLength(sample)) - 1;
    const bytes = (await stage.redis.bytes(sample)) / entries;
    progress('filling as many plain lists');
    const pipeline = await openPipeline(stores.redisUrl, options.followers, entries);
    ends.push(pipeline.close);
    const rounds: Round[] = [];
    for (let nth = 1; nth <= options.rounds; nth += 1) {
      await stage.redis.watchCommands(watchedMicroseconds);
      const ours = await backlog(stage, options.posts);
      const times = { burst: await burst(stage, options.posts), visibleMs: await timesToVisible(stage) };
      const longestMicroseconds = await stage.redis.longestCommand();
      const before = await stage.redis.processorMicroseconds();
      const seconds = await pipeline.deliver(ours.ids);
      const redisMicroseconds = (await stage.redis.processorMicroseconds()) - before;
      rounds.push({ ours, ...times, longestMicroseconds, pipeline: { seconds, redisMicroseconds } });
      progress(`round ${nth}: ${describe(ours, options)}`);
    }
    const deliveries = options.posts * options.followers;
    return `${machine(options.rounds)}${fanOutTable(rounds, { deliveries, entries, bytes, ...options })}`;
  } finally {
    for (const end of ends.toReversed()) await end();
    await stores.stop();
  }
}

const describe = ({ seconds }: Backlog, { posts, followers }: FanOutOptions): string =>
  `${posts * followers} deliveries in ${seconds.toFixed(2)} s`;

async function prepare(
  stores: Stores,
  options: FanOutOptions,
  ends: (() => unknown)[],
  progress: (line: string) => void,
): Promise<Stage> {
  progress(`importing ${options.followers} followers`);
  const data = join(stores.folder, 'network');
  writeNetwork(data, options.followers);
  await importFolder(stores, data);
  const { star, known, followers } = await people(stores);
  progress('starting the services');
  const running = async (name: 'api' | 'worker'): Promise<Server> => {
    const server = await startService(name, stores, options);
    ends.push(server.stop);
    return server;
  };
  const [worker, writer, reader] = [await running('worker'), await running('api'), await running('api')];
  const redis = await openFacts(stores.redisUrl);
  ends.push(redis.close);
  progress('building the timelines');
  // The worker makes older ones stale when it sees this Redis for the first time.
  await until(async () => (await stores.sql.query(redisNoticed)).rowCount === 1);
  await runFeed(stores, 'rebuild', '--all', '--warm');
  const stage = { ...{ stores, redis, worker, writer, reader }, ...{ star, known, followers } };
  // The first post of a process costs more than others.
  await untilVisible(reader, followers[0] as Viewer, await post(writer, star, 'The first post.'));
  return stage;
}

/** The accounts of the network; followers are in the order in which they follow. */
async function people(stores: Stores): Promise<Pick<Stage, 'star' | 'known' | 'followers'>> {
  const viewers = new Map((await logIn(stores, 1_000_000)).map((viewer) => [viewer.id, viewer]));
  const { rows } = await stores.sql.query<{ id: string; username: string }>(
    `SELECT u.id, u.username FROM users u LEFT JOIN follows f ON f.follower_id = u.id
     GROUP BY u.id ORDER BY min(f.id)`,
  );
  const named = (pattern: RegExp): Viewer[] =>
    rows.filter(({ username }) => pattern.test(username)).map(({ id }) => viewers.get(id) as Viewer);
  const [[star], [known]] = [named(/^star$/), named(/^known$/)] as [[Viewer], [Viewer]];
  return { star, known, followers: named(/^reader/) };
}

/** Milliseconds from the request of a post by the account "known" until one of its followers reads it. */
async function timesToVisible({ writer, reader, known, followers }: Stage): Promise<number[]> {
  const times: number[] = [];
  const readers = followers.slice(0, knownFollowers);
  for (let nth = 0; nth < singlePosts; nth += 1) {
    const viewer = readers[(nth * 37) % readers.length] as Viewer;
    const started = performance.now();
    await untilVisible(reader, viewer, await post(writer, known, `Single post ${nth}.`));
    times.push(performance.now() - started);
  }
  return times;
}
