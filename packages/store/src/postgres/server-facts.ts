/**
 * SQL: the default of a setting that is stored for the role or the database, with which a session of this user begins;
 * null if there is none. Of several, Postgres prefers that of the role. @param name an SQL expression, in lower case
 */
export const storedDefault = (name: string): string =>
  `(SELECT substr(entry, strpos(entry, '=') + 1)
    FROM pg_db_role_setting, unnest(setconfig) AS entry
    WHERE lower(split_part(entry, '=', 1)) = ${name}
      AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
      AND setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = session_user))
    ORDER BY setrole = 0, setdatabase = 0 LIMIT 1)`;

/**
 * SQL: whether a session that begins now is read-only. This session may have begun with another default. If nothing is
 * stored and this session is read-only nevertheless, it is so either for the whole server or by a default that has been
 * removed since.
 */
export const readOnlyForNewSessions = `(pg_is_in_recovery() OR coalesce(
    ${storedDefault("'default_transaction_read_only'")}::boolean,
    CASE current_setting('default_transaction_read_only') WHEN 'off' THEN false ELSE (
      SELECT source NOT IN ('database', 'user', 'database user', 'global', 'session')
      FROM pg_settings WHERE name = 'default_transaction_read_only') END))`;

export interface ServerFacts {
  readonly read_only: boolean;
  readonly date_style: string;
  readonly search_path: string;
  /** Whether the session finds the tables. */
  readonly found: boolean;
  /** The schema that contains the tables; null if there are none. */
  readonly home: string | null;
  /** The role and the database, quoted as SQL needs them. */
  readonly role: string;
  readonly database: string;
}

/** Takes no lock on a table, so that only a server that does not respond makes it wait. */
export const serverFacts = `SELECT ${readOnlyForNewSessions} AS read_only,
  current_setting('datestyle') AS date_style, current_setting('search_path') AS search_path,
  to_regclass('schema_migrations') IS NOT NULL AS found,
  (SELECT min(relnamespace::regnamespace::text) FROM pg_class
   WHERE relname = 'schema_migrations' AND relkind = 'r') AS home,
  quote_ident(session_user) AS role, quote_ident(current_database()) AS database`;

/** A setting with which the services cannot work. */
export interface WrongSetting {
  readonly found: string;
  /** The statement that corrects it: the default that is stored for a role in a database outweighs all others. */
  readonly correction: string;
}

export function wrongSetting(facts: ServerFacts): WrongSetting | undefined {
  const { date_style, search_path, found, home, role, database } = facts;
  const correction = (setting: string) => `ALTER ROLE ${role} IN DATABASE ${database} SET ${setting}`;
  if (!date_style.startsWith('ISO'))
    return { found: `DateStyle is "${date_style}"`, correction: correction("datestyle = 'ISO, MDY'") };
  if (found || home === null) return undefined;
  return {
    found: `search_path is "${search_path}", but the tables are in ${home}`,
    correction: correction(`search_path = ${home}`),
  };
}
