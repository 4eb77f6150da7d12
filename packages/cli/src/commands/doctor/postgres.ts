import { hostLimits } from '@feed/platform/host-limits';
import { statement, type Database, type Queryable } from '@feed/store/postgres/database';
import { currentSchema } from '@feed/store/postgres/current-schema';
import { readOnlyForNewSessions } from '@feed/store/postgres/server-facts';
import { schemaVersion } from '@feed/store/postgres/migrations/all';
import { fail, megabytes, nearlyFull, ok, warn, type Finding } from './finding.js';

export interface PostgresFacts {
  version: number;
  read_only: boolean;
  standby: boolean;
  /** Whether Postgres knows upper and lower case beyond ASCII, which the uniqueness of usernames depends on. */
  letter_case: boolean;
  bytes: number;
  max_connections: number;
  /** Connections reserved for administrators. */
  reserved: number;
  connections: number;
  statement_timeout_ms: number;
  role: string;
}

const facts = statement<PostgresFacts>(
  'doctor.facts',
  `SELECT current_setting('server_version_num')::int AS version,
     ${readOnlyForNewSessions} AS read_only,
     pg_is_in_recovery() AS standby,
     lower('É') = 'é' AS letter_case,
     pg_database_size(current_database())::float8 AS bytes,
     current_setting('max_connections')::int AS max_connections,
     current_setting('superuser_reserved_connections')::int
       + coalesce(current_setting('reserved_connections', true), '0')::int AS reserved,
     (SELECT count(*)::int FROM pg_stat_activity WHERE datname IS NOT NULL) AS connections,
     (SELECT setting::int FROM pg_settings WHERE name = 'statement_timeout') AS statement_timeout_ms,
     current_user AS role`,
);
const now = statement<{ ms: number }>(
  'doctor.now',
  'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
);
const oldestVersion = 15;
const newestVersion = 18;

export async function readFacts(database: Database): Promise<PostgresFacts> {
  const [row] = await database.query(facts);
  if (!row) throw new Error('Postgres returned no facts');
  return row;
}

/** Milliseconds since 1970. */
export const readClock = async (q: Queryable): Promise<number> => (await q.query(now))[0]?.ms ?? 0;

export function judgeFacts(found: PostgresFacts, pooled: boolean): Finding[] {
  return [
    version(found),
    writes(found),
    letterCase(found),
    size(found),
    connections(found),
    statementTimeout(found, pooled),
  ];
}

function version({ version: number }: PostgresFacts): Finding {
  const major = Math.floor(number / 10_000);
  const found = `${major}.${number % 10_000}`;
  if (major < oldestVersion)
    return fail('postgres version', found, `use Postgres ${oldestVersion} to ${newestVersion}`);
  if (major > newestVersion)
    return warn(
      'postgres version',
      found,
      `not tested with this version: use Postgres ${oldestVersion} to ${newestVersion}`,
    );
  return ok('postgres version', found);
}

function writes({ read_only, standby }: PostgresFacts): Finding {
  const check = 'writes';
  if (standby) return fail(check, 'this is a standby', 'set DATABASE_URL to the primary');
  if (!read_only) return ok(check, 'accepted');
  return fail(
    check,
    'rejected: the database is read-only',
    'check whether it is full, then set it back to read-write',
  );
}

function letterCase({ letter_case }: PostgresFacts): Finding {
  const check = 'letter case';
  if (letter_case) return ok(check, 'in every script');
  return warn(
    check,
    'in ASCII only: É and é can be two usernames',
    "move the data to a database created with LC_CTYPE 'C.UTF-8': see docs/deploy.md, Locale",
  );
}

function size({ bytes }: PostgresFacts): Finding {
  const limit = hostLimits.supabase.databaseBytes;
  const check = 'database size';
  const found = `${megabytes(bytes)}, ${((bytes / limit) * 100).toFixed(0)} % of the host's ${megabytes(limit)}`;
  const advice = 'shorten the retention periods or choose a larger host: a full database becomes read-only';
  if (bytes >= limit) return fail(check, found, advice);
  return bytes >= limit * nearlyFull ? warn(check, found, advice) : ok(check, found);
}

function connections({ connections: used, max_connections, reserved }: PostgresFacts): Finding {
  const usable = max_connections - reserved;
  const check = 'connections';
  const found = `${used} of ${usable} in use`;
  const advice =
    'find their owners in pg_stat_activity, then lower DATABASE_POOL_MAX or raise max_connections';
  return used >= usable * nearlyFull ? warn(check, found, advice) : ok(check, found);
}

/** The services set a limit on direct connections; through a pooler only the role's limit applies. */
function statementTimeout({ statement_timeout_ms: ms, role }: PostgresFacts, pooled: boolean): Finding {
  const check = 'statement timeout';
  if (ms > 0) return ok(check, `${ms} ms for role ${role}`);
  if (!pooled) return ok(check, `none for role ${role}; the services set their own`);
  const advice = `ALTER ROLE ${role} SET statement_timeout = '5s': a pooler does not pass on the services' limit`;
  return warn(check, `none for role ${role}`, advice);
}

export async function checkSchema(database: Database): Promise<Finding> {
  const at = await currentSchema(database).catch(() => '');
  const check = 'schema';
  if (at === schemaVersion) return ok(check, at);
  if (at < schemaVersion)
    return fail(check, `${at || 'none'}, needs ${schemaVersion}`, 'run "feedctl migrate"');
  return warn(
    check,
    `${at}, newer than this release's ${schemaVersion}`,
    'finish the rollout of the newer release',
  );
}
