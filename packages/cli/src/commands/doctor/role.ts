import { statement, type Database } from '@feed/store/postgres/database';
import { fail, ok, warn, type Finding } from './finding.js';

interface RoleFacts {
  role: string;
  superuser: boolean;
  creates_roles: boolean;
  creates_databases: boolean;
  /** May create schemas in the database, or tables in the schema. */
  creates_tables: boolean;
  /** Owns tables, or is a member of the role that does, and so may alter and drop them. */
  owns_tables: boolean;
  /** Tables whose rows it may not read or write. */
  forbidden: string[];
}

const facts = statement<RoleFacts>(
  'doctor.role',
  `SELECT current_user AS role, rolsuper AS superuser, rolcreaterole AS creates_roles, rolcreatedb AS creates_databases,
     has_database_privilege(current_database(), 'CREATE')
       OR coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS creates_tables,
     EXISTS (SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
             AND pg_has_role(relowner, 'USAGE')) AS owns_tables,
     ARRAY(SELECT relname::text FROM pg_class t
           WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
             AND relowner = (SELECT relowner FROM pg_class WHERE oid = to_regclass('schema_migrations'))
             AND NOT (has_table_privilege(t.oid, 'SELECT') AND (relname = 'schema_migrations'
               OR has_table_privilege(t.oid, 'INSERT') AND has_table_privilege(t.oid, 'UPDATE')
                  AND has_table_privilege(t.oid, 'DELETE')))
           ORDER BY relname) AS forbidden
   FROM pg_roles WHERE rolname = current_user`,
);

const check = 'database role';
const shownTables = 3;

/** Whether the role of the services may read and write rows, and no more. */
export async function checkRole(database: Database): Promise<Finding> {
  const [found] = await database.query(facts);
  if (!found) throw new Error('Postgres returned no role');
  return judgeRole(found);
}

function judgeRole({ role, forbidden, ...rights }: RoleFacts): Finding {
  if (forbidden.length > 0) {
    const tables = forbidden.slice(0, shownTables).join(', ');
    const more = forbidden.length > shownTables ? ` and ${forbidden.length - shownTables} more` : '';
    const advice =
      'run "feedctl migrate" with MIGRATION_DATABASE_URL: it gives the role of DATABASE_URL its rights';
    return fail(check, `${role} may not use the rows of ${tables}${more}`, advice);
  }
  const surplus = [
    ...(rights.superuser ? ['is a superuser'] : []),
    ...(rights.creates_roles ? ['may create roles'] : []),
    ...(rights.creates_databases ? ['may create databases'] : []),
    ...(rights.owns_tables ? ['may alter and drop the tables'] : []),
    ...(rights.creates_tables ? ['may create tables'] : []),
  ];
  if (surplus.length === 0) return ok(check, `${role}, for rows only`);
  const shown = rights.superuser ? 'is a superuser' : surplus.join(', ');
  const advice =
    'keep this address in MIGRATION_DATABASE_URL, put that of a role for the services into DATABASE_URL, and run "feedctl migrate": see docs/deploy.md, Database roles';
  return warn(check, `${role} ${shown}`, advice);
}
