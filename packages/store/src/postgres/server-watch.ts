import pg from 'pg';
import { connectionFault } from './connection-fault.js';
import { sqlState } from './errors.js';
import type { Database } from './queryable.js';
import { serverFacts, wrongSetting, type ServerFacts } from './server-facts.js';
import type { ServerState } from './server-state.js';
import { createSideConnection, Silence, type SideConnection } from './side-connection.js';

/** The result of one check of the server. */
export interface Sight {
  /** 'ok', or why no statement can run. */
  readonly postgres: string;
  /** Why there is no connection, and which setting to look at. */
  readonly fault?: string | undefined;
  /** 'ok', the setting with which the services cannot work, or 'unknown'. */
  readonly settings: string;
  /** The newest applied migration, empty when there is none; undefined when it is unknown. */
  readonly applied: string | undefined;
  /** Why the newest migration is unknown, if the server said so. */
  readonly obstacle?: string;
}

export interface WatchOptions {
  database: Database;
  /** The time between two complete checks, in milliseconds. */
  intervalMs: number;
  /** Called after every check that came to a conclusion. */
  see(sight: Sight): void;
}

interface Watch extends WatchOptions {
  readonly side: SideConnection;
  sight: Sight;
}

/** How often a service that uses the database asks whether the server responds. */
const busyMs = 400;
/** Together with the former less than 3 s. A server responds to this question in a few milliseconds, however busy it is. */
const responseMs = 1_800;
/** How often it is checked whether a database that is read-only or has a wrong setting has been corrected. */
const wrongMs = 1_000;
/** A migration that changes the table holds its lock for as long as it runs. */
const schema = `SELECT set_config('lock_timeout', '500ms', true);
  SELECT name FROM schema_migrations ORDER BY name DESC LIMIT 1`;

const undefinedTable = '42P01';
const lockNotGranted = '55P03';
const tooManyConnections = '53300';

const unknown = { settings: 'unknown', applied: undefined };

/**
 * Asks the server questions on a connection of its own, and keeps `database.watched.state` up to date. When the server
 * does not respond, the pool's connections are cut, so that requests fail instead of waiting. While the service does
 * not use the database, it is asked once per interval.
 */
export function watchServer(options: WatchOptions): { close(): void } {
  const { database, intervalMs } = options;
  const { watched } = database;
  const side = createSideConnection(() => watched.newClient(), responseMs);
  const watch: Watch = { ...options, side, sight: { postgres: 'not reached yet', ...unknown } };
  let checking = false;
  let checkedAt = 0;
  let responses = 0;
  const tick = async (): Promise<void> => {
    // A check of a server that does not respond takes longer than the interval.
    if (checking) return;
    const pause = isWrong(watch.sight, watched.state) ? Math.min(wrongMs, intervalMs) : intervalMs;
    const complete = Date.now() - checkedAt >= pause;
    const busy = database.stats().active > 0 || watched.responses() !== responses;
    if (!complete && !busy && watched.state.responds) return;
    checking = true;
    if (complete) checkedAt = Date.now();
    responses = watched.responses();
    await check(watch, complete);
    checking = false;
  };
  void tick();
  const timer = setInterval(() => void tick(), Math.min(busyMs, intervalMs));
  timer.unref();
  return {
    close: () => {
      clearInterval(timer);
      side.drop();
    },
  };
}

async function check(watch: Watch, complete: boolean): Promise<void> {
  const { side, see } = watch;
  const { state, responses, abandon } = watch.database.watched;
  const before = responses();
  state.silentSince = Date.now();
  try {
    watch.sight = await look(watch, complete);
    state.responds = true;
  } catch (error) {
    side.drop();
    const silent = error instanceof Silence;
    // Others get responses, or the server has no connection left: it works.
    if (silent ? responses() !== before : sqlState(error) === tooManyConnections) return;
    state.writable = undefined;
    state.responds = !silent;
    watch.sight = silent
      ? { postgres: 'does not respond', ...unknown }
      : { postgres: 'unreachable', fault: connectionFault(error, 'DATABASE_URL'), ...unknown };
    if (silent) abandon();
  } finally {
    state.silentSince = undefined;
  }
  see(watch.sight);
}

async function look({ side, sight, database }: Watch, complete: boolean): Promise<Sight> {
  const { watched } = database;
  const facts = firstRow<ServerFacts>(await side.ask(serverFacts));
  if (!facts) throw new Error('the server returned no facts');
  const wrong = wrongSetting(facts);
  const settings = wrong
    ? `${wrong.found}: run ${wrong.correction}, then restart the pooler if there is one`
    : 'ok';
  const wasWrong = isWrong(sight, watched.state);
  watched.state.writable = !facts.read_only;
  const wrongNow = isWrong({ settings }, watched.state);
  if (wasWrong && !wrongNow) watched.renew();
  const schemaSight = complete || sight.applied === undefined ? await lookAtSchema(side, sight) : sight;
  // A session keeps the settings that it began with. A new one sees when they have been corrected.
  if (wrongNow && complete) side.drop();
  return { ...schemaSight, postgres: 'ok', settings };
}

/** Whether something is wrong that an operator can correct, and that a session keeps until it ends. */
const isWrong = ({ settings }: Pick<Sight, 'settings'>, { writable }: ServerState): boolean =>
  writable === false || (settings !== 'ok' && settings !== 'unknown');

type SchemaSight = Pick<Sight, 'applied' | 'obstacle'>;

async function lookAtSchema(side: SideConnection, { applied }: Sight): Promise<SchemaSight> {
  try {
    return { applied: firstRow<{ name: string }>(await side.ask(schema))?.name ?? '' };
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    if (error.code === undefinedTable) return { applied: '' };
    // The newest migration cannot have become older while the table was locked.
    if (error.code === lockNotGranted && applied !== undefined) return { applied };
    return { applied: undefined, obstacle: `cannot be read: ${error.message}` };
  }
}

/** The first row of the last result. */
function firstRow<Row>(response: pg.QueryResult | pg.QueryResult[]): Row | undefined {
  const last = Array.isArray(response) ? response.at(-1) : response;
  return last?.rows[0] as Row | undefined;
}
