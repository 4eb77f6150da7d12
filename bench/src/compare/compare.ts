import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { portTables } from '../port/tables.js';
import { machine } from '../report.js';
import { importFolder, logIn, runFeed } from '../setup/data.js';
import { type Server, type ServiceOptions, startPeer, startService } from '../setup/services.js';
import { startStores, type Stores } from '../setup/stores.js';
import { requireSameAnswers } from './answers.js';
import { ask, operationNames, pageSize, type World } from './operations.js';
import { type Contestant, measureRounds, type RoundsOptions } from './rounds.js';
import { ratioTable } from './table.js';

export interface CompareOptions extends RoundsOptions, ServiceOptions {
  /** Accounts of the network that is generated; each has about 50 follows and 20 posts. */
  readonly users: number;
  /** Accounts that make the requests. */
  readonly viewers: number;
}

const [port, ours, statement, bytes] = ['port', 'ours', 'one statement', 'prepared bytes'];
/** So few that every one has been read before it is timed, and so many that likes hardly repeat. */
const posts = 4_000;

/** Measures ourselves beside the port and the limits. @returns the table of ratios, with the machine that it is about */
export async function compare(options: CompareOptions, progress: (line: string) => void): Promise<string> {
  const stores = await startStores();
  const servers: Server[] = [];
  try {
    const world = await prepare(stores, options, progress);
    progress('starting the servers');
    const contestants = await start(stores, options, world, servers);
    const [one, other] = contestants as [Contestant, Contestant];
    await requireSameAnswers(one, other, world);
    progress('the answers are the same');
    await stores.sql.query('CHECKPOINT');
    const samples = await measureRounds(contestants, world, stores.pids, options, progress);
    return `${machine(options.rounds)}${options.users} accounts, ${options.viewers} viewers\n\n${ratioTable(samples, [port, ours, statement, bytes])}`;
  } finally {
    for (const server of servers) await server.stop();
    await stores.stop();
  }
}

async function prepare(
  stores: Stores,
  { users, viewers }: CompareOptions,
  progress: (line: string) => void,
): Promise<World> {
  const data = join(stores.folder, 'network');
  progress(`generating ${users} accounts`);
  await runFeed(stores, 'generate', data, '--users', `${users}`);
  progress('importing them');
  await importFolder(stores, data);
  progress('copying them into the tables of the port');
  await stores.sql.query(portTables);
  await stores.sql.query('VACUUM ANALYZE');
  const { rows } = await stores.sql.query<{ id: string }>(
    'SELECT id FROM posts ORDER BY md5(content), id LIMIT $1',
    [posts],
  );
  return { viewers: await logIn(stores, viewers), postIds: rows.map(({ id }) => id) };
}

/** Adds each server to `servers` once it runs, so that all of them are stopped also when one does not start. */
async function start(
  stores: Stores,
  options: ServiceOptions,
  world: World,
  servers: Server[],
): Promise<Contestant[]> {
  const running = async (starting: Promise<Server>): Promise<Server> => {
    const server = await starting;
    servers.push(server);
    return server;
  };
  const api = await running(
    startService('api', stores, { ...options, settings: { ...pool, ...options.settings } }),
  );
  const peer = await running(startPeer(port, stores, new URL('../port/server.ts', import.meta.url)));
  const pageFile = join(stores.folder, 'page.json');
  const [viewer] = world.viewers;
  if (viewer)
    writeFileSync(pageFile, JSON.stringify({ data: await ask(api, viewer, 'feed', { first: pageSize }) }));
  const file = new URL('../limits/server.ts', import.meta.url);
  const limits = await running(startPeer('limits', stores, file, { PAGE_FILE: pageFile }));
  const limit = (name: string, path: string): Contestant => ({
    ...{ name, operations: ['feed'], server: { ...limits, url: limits.url.replace('/graphql', path) } },
  });
  return [
    { name: ours, server: api, operations: operationNames },
    { name: port, server: peer, operations: operationNames },
    limit(statement, '/sql'),
    limit(bytes, '/bytes'),
  ];
}

/** As many connections to Postgres as the port and the one statement have. */
const pool = { DATABASE_POOL_MAX: '10' };
