import { CodedError } from '@feed/platform/errors';
import type { Logger } from '@feed/platform/logger';
import type pg from 'pg';
import { scramVerifier } from './scram.js';

/** How the services reach the database, which says the role that they use. */
export interface ServiceAccess {
  readonly url: string;
  readonly pooler: 'none' | 'transaction';
}

/** Behind a pooler, a service cannot set the limit of its statements itself. */
const roleSettings = ["statement_timeout = '5s'", 'jit = off'];

interface Roles {
  /** The role of this connection. */
  me: string;
  found: string | null;
  may_create: boolean;
}

/** Poolers for many databases, such as Supabase's, append the name of the database to that of the role. */
const selectRoles = `
  SELECT current_user AS me,
    (SELECT rolname FROM pg_roles WHERE rolname IN ($1::text, split_part($1::text, '.', 1))
      ORDER BY rolname = $1::text DESC LIMIT 1) AS found,
    (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) AS may_create`;

/**
 * Finds the role of the services, and creates it when it is missing.
 * @returns its name; undefined when the services use the role of this connection, or one that cannot be told
 * @throws CodedError FORBIDDEN when it is missing and this role may not create it
 */
export async function ensureServiceRole(
  client: pg.Client,
  { url, pooler }: ServiceAccess,
  logger: Logger | undefined,
): Promise<string | undefined> {
  const { username, password } = new URL(url);
  const name = decodeURIComponent(username);
  if (name === '') return undefined;
  const { rows } = await client.query<Roles>(selectRoles, [name]);
  const { me = '', found = null, may_create = false } = rows[0] ?? {};
  if (found !== null) return found === me ? undefined : found;
  if (pooler === 'transaction') {
    // A pooler may give its users other names than the database gives its roles.
    logger?.warn({ role: name }, 'the role of DATABASE_URL is unknown to the database: it gets no rights');
    return undefined;
  }
  if (!may_create) throw missing(name, me);
  await createRole(client, name, decodeURIComponent(password));
  logger?.info({ role: name }, 'created the role of the services');
  return name;
}

const missing = (name: string, me: string): CodedError =>
  new CodedError(
    'FORBIDDEN',
    `the role "${name}" of DATABASE_URL does not exist, and "${me}" may not create roles: ` +
      `as an administrator, run CREATE ROLE "${name}" LOGIN PASSWORD '…'`,
  );

async function createRole(client: pg.Client, name: string, password: string): Promise<void> {
  const role = client.escapeIdentifier(name);
  const login = password === '' ? '' : ` PASSWORD ${client.escapeLiteral(scramVerifier(password))}`;
  const settings = roleSettings.map((setting) => `ALTER ROLE ${role} SET ${setting};`);
  // Several statements in one message are one transaction.
  await client.query(`CREATE ROLE ${role} LOGIN${login}; ${settings.join(' ')}`).catch((error: unknown) => {
    // The migration of another database of the same server was faster.
    const { code = '' } = error as { code?: string };
    if (!['42710', '23505'].includes(code)) throw error;
  });
}

/** The objects of this system in its schema: those of the owner of the ledger, and those of the role that migrates now. */
const ours = (owner: string, namespace: string): string =>
  `${namespace} = current_schema()::regnamespace
   AND ${owner} IN (current_user::regrole, (SELECT relowner FROM pg_class WHERE oid = 'schema_migrations'::regclass))`;

const selectGrants = `
  SELECT format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), $1::text) AS sql
  WHERE has_schema_privilege(current_schema(), 'USAGE WITH GRANT OPTION')
  UNION ALL
  SELECT format('GRANT %s ON TABLE %s TO %I',
    CASE relname WHEN 'schema_migrations' THEN 'SELECT' WHEN 'audit_log' THEN 'SELECT, INSERT'
      ELSE 'SELECT, INSERT, UPDATE, DELETE' END, oid::regclass, $1::text)
  FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm') AND ${ours('relowner', 'relnamespace')}
  UNION ALL
  SELECT format('GRANT USAGE, SELECT ON SEQUENCE %s TO %I', oid::regclass, $1::text)
  FROM pg_class WHERE relkind = 'S' AND ${ours('relowner', 'relnamespace')}
  UNION ALL
  SELECT format('GRANT EXECUTE ON FUNCTION %s TO %I', oid::regprocedure, $1::text)
  FROM pg_proc WHERE prokind = 'f' AND ${ours('proowner', 'pronamespace')}
  UNION ALL
  SELECT format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', nspname)
  FROM pg_namespace WHERE oid = current_schema()::regnamespace AND pg_has_role(nspowner, 'USAGE')
  UNION ALL
  SELECT format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', datname)
  FROM pg_database WHERE datname = current_database() AND pg_has_role(datdba, 'USAGE')`;

/**
 * Gives a role what the services need, and no more: it reads and writes rows, and reads which migrations were applied. What
 * the owner may take away from all roles, creating tables and temporary tables, is taken away. Doing it again is harmless.
 */
export async function grantRows(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ sql: string }>(selectGrants, [role]);
  await client.query(rows.map(({ sql }) => sql).join('; '));
}
