import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { isCodedError } from '@feed/platform/errors';
import { patience } from '@feed/testkit/patience';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import pg from 'pg';
import { createMigrator, type MigratorOptions } from '../../src/postgres/migrate.js';
import { scramVerifier } from '../../src/postgres/scram.js';

const allowed = `
  SELECT count(*) FILTER (WHERE has_table_privilege($1, t.oid, 'SELECT'))::int AS read,
    count(*) FILTER (WHERE has_table_privilege($1, t.oid, 'INSERT') AND has_table_privilege($1, t.oid, 'UPDATE')
      AND has_table_privilege($1, t.oid, 'DELETE'))::int AS written,
    count(*) FILTER (WHERE has_table_privilege($1, t.oid, 'TRUNCATE') OR has_table_privilege($1, t.oid, 'TRIGGER')
      OR has_table_privilege($1, t.oid, 'REFERENCES'))::int AS more,
    count(*)::int AS tables
  FROM pg_class t WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`;

describe('the role of the services', function () {
  this.timeout(patience(20_000));
  const suffix = `${process.pid}_${randomBytes(3).toString('hex')}`;
  const [services, owner] = [`services_${suffix}`, `owner_${suffix}`];
  const clients: pg.Client[] = [];
  const databases: string[] = [];
  let server: TestDatabase, admin: pg.Client;

  const address = (database: string, user: string, password = 'p%40ss'): string => {
    const url = new URL(server.url);
    url.pathname = `/${database}`;
    if (user !== 'postgres') [url.username, url.password] = [user, password];
    return url.toString();
  };
  const connect = async (url: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    await client.connect();
    clients.push(client);
    return client;
  };
  /** An empty database. @returns its name */
  const empty = async (ownedBy = 'postgres'): Promise<string> => {
    const name = `feed_role_${randomBytes(4).toString('hex')}`;
    await admin.query(`CREATE DATABASE ${name} OWNER ${ownedBy}`);
    databases.push(name);
    return name;
  };
  const migrate = async (options: MigratorOptions, ...steps: ('up' | 'down')[]): Promise<void> => {
    const migrator = await createMigrator(options);
    try {
      for (const step of steps.length === 0 ? (['up'] as const) : steps) await migrator[step]();
    } finally {
      await migrator.close();
    }
  };
  const access = (database: string, user = services) =>
    ({ url: address(database, user), pooler: 'none' }) as const;
  const exists = async (name: string): Promise<boolean> =>
    (await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [name])).rowCount === 1;
  /** Asserts that the role may use the rows of every table but two, which it may not change, and nothing more. */
  const assertRows = async (database: string, role = services): Promise<void> => {
    const client = await connect(address(database, 'postgres'));
    const { rows } = await client.query<Record<string, number>>(allowed, [role]);
    const { tables = 0, ...counts } = rows[0] ?? {};
    assert.deepEqual(counts, { read: tables, written: tables - 2, more: 0 });
    assert.ok(tables > 10);
  };

  before(async () => {
    server = await testDatabase();
    admin = await connect(server.url);
    await admin.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'p@ss'`);
  });
  after(async () => {
    await Promise.all(clients.filter((client) => client !== admin).map((client) => client.end()));
    for (const name of databases) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.query(`DROP ROLE IF EXISTS ${services}, ${owner}`);
    await admin.end();
    await server.drop();
  });
  afterEach(async () => {
    for (const name of databases.splice(0)) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.query(`DROP ROLE IF EXISTS ${services}`);
  });

  it('is created by the migration when it is missing, with the password of DATABASE_URL and a limit', async () => {
    const database = await empty();
    await migrate({ url: address(database, 'postgres'), services: access(database) });
    await assertRows(database);
    const client = await connect(address(database, services));
    const { rows } = await client.query(
      `SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS more,
         current_setting('statement_timeout') AS timeout, current_setting('jit') AS jit
       FROM pg_roles WHERE rolname = current_user`,
    );
    assert.deepEqual(rows, [{ more: false, timeout: '5s', jit: 'off' }]);
    await assert.rejects(connect(address(database, services, 'wrong')), /password authentication failed/);
  });

  it('may do nothing but read and write rows', async () => {
    const database = await empty();
    await migrate({ url: address(database, 'postgres'), services: access(database) });
    const client = await connect(address(database, services));
    const { rows } = await client.query<{ id: string }>(
      "INSERT INTO users (username) VALUES ('ada') RETURNING id",
    );
    await client.query('UPDATE users SET bio = $2 WHERE id = $1', [rows[0]?.id, 'x']);
    await client.query('DELETE FROM users WHERE id = $1', [rows[0]?.id]);
    assert.equal((await client.query('SELECT FROM schema_migrations')).rowCount !== 0, true);
    const refused = [
      ...['CREATE TABLE more (a int)', 'CREATE TEMP TABLE more (a int)', 'CREATE SCHEMA more'],
      ...[
        'ALTER TABLE users ADD more int',
        'DROP TABLE mutes',
        'TRUNCATE mutes',
        'CREATE INDEX ON users (bio)',
      ],
      ...['ALTER TABLE users DISABLE TRIGGER ALL', `ALTER TABLE users OWNER TO ${services}`],
      ...['CREATE FUNCTION more() RETURNS int LANGUAGE sql RETURN 1', "COMMENT ON TABLE users IS 'x'"],
      ...[
        'CREATE ROLE more',
        'CREATE DATABASE more',
        `ALTER ROLE ${services} SUPERUSER`,
        'CREATE EXTENSION file_fdw',
      ],
      ...[`ALTER DATABASE ${database} SET jit = on`, `GRANT postgres TO ${services}`, 'SET ROLE postgres'],
      ...["INSERT INTO schema_migrations (name) VALUES ('9')", 'DELETE FROM schema_migrations'],
      ...[
        "COPY users TO PROGRAM 'cat'",
        "SELECT pg_read_file('PG_VERSION')",
        'SET session_replication_role = replica',
      ],
      ...[
        "SELECT setval('id_sequence', 1)",
        'ALTER SEQUENCE id_sequence RESTART',
        'DROP SCHEMA public CASCADE',
      ],
    ];
    for (const sql of refused)
      await assert.rejects(client.query(sql), (error: pg.DatabaseError) => {
        assert.equal(error.code, '42501', `${sql}: ${error.message}`);
        return true;
      });
  });

  it('gets its rights on a database that another release filled as a superuser, with nothing to migrate', async () => {
    const database = await empty();
    const url = address(database, 'postgres');
    await migrate({ url });
    await migrate({ url, services: access(database) });
    await assertRows(database);
    await migrate({ url, services: access(database) });
    await assertRows(database);
  });

  it('gets rights on the tables of each later migration', async () => {
    const database = await empty();
    const options = { url: address(database, 'postgres'), services: access(database) };
    await migrate(options, 'up', 'down', 'down', 'down', 'up');
    await assertRows(database);
  });

  it('gets no rights on tables of others in the same schema', async () => {
    const database = await empty();
    await admin.query(`GRANT CREATE ON DATABASE ${database} TO ${owner}`);
    const root = await connect(address(database, 'postgres'));
    await root.query(`CREATE TABLE foreign_rows (a int); ALTER TABLE foreign_rows OWNER TO ${owner}`);
    await migrate({ url: address(database, 'postgres'), services: access(database) });
    const sql = "SELECT has_table_privilege($1, 'foreign_rows', 'SELECT') AS granted";
    assert.deepEqual((await root.query(sql, [services])).rows, [{ granted: false }]);
  });

  it('has to exist when the owner of the database may not create roles', async () => {
    const database = await empty(owner);
    const options = { url: address(database, owner), services: access(database) };
    await assert.rejects(migrate(options), (error: Error) => {
      assert.ok(isCodedError(error));
      assert.equal(error.code, 'FORBIDDEN');
      assert.match(
        error.message,
        /does not exist, and "owner_\w+" may not create roles: .* CREATE ROLE "services_/,
      );
      return true;
    });
    await admin.query(`CREATE ROLE ${services} LOGIN`);
    await migrate(options);
    await assertRows(database);
  });

  it('gets its rights from a role that owns only the tables, as at a host that owns the database', async () => {
    const database = await empty();
    const root = await connect(address(database, 'postgres'));
    await root.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${owner}; CREATE ROLE ${services} LOGIN`);
    const options = { url: address(database, owner), services: access(database) };
    await assert.rejects(migrate(options), /permission denied to create extension "pg_trgm"/);
    await root.query('CREATE EXTENSION pg_trgm');
    await migrate(options);
    await assertRows(database);
  });

  it('may be the one that owns the tables, where a host allows no other', async () => {
    const database = await empty(owner);
    await migrate({ url: address(database, owner), services: access(database, owner) });
    await connect(address(database, owner)).then((client) => client.query('SELECT FROM users'));
    assert.equal(await exists(services), false);
  });

  it('is found when a pooler for many databases adds the name of one', async () => {
    const database = await empty();
    await admin.query(`CREATE ROLE ${services} LOGIN`);
    const url = address(database, 'postgres');
    await migrate({ url, services: access(database, `${services}.project`) });
    await assertRows(database);
    const same = { url: address(database, `${owner}.project`), pooler: 'transaction' } as const;
    await migrate({ url, services: same });
    assert.equal(await exists(`${owner}.project`), false);
  });

  it('is not created under a name that only a pooler knows', async () => {
    const database = await empty();
    const services = { url: address(database, `unknown_${suffix}`), pooler: 'transaction' } as const;
    await migrate({ url: address(database, 'postgres'), services });
    assert.equal(await exists(`unknown_${suffix}`), false);
  });

  it('is created once by migrations of several databases at the same time', async () => {
    const names = [await empty(), await empty(), await empty()];
    await Promise.all(
      names.map((name) => migrate({ url: address(name, 'postgres'), services: access(name) })),
    );
    for (const name of names) await assertRows(name);
  });

  it('has its password sent as a verifier, as Postgres computes it', async () => {
    // The example of RFC 7677.
    const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
    assert.equal(
      scramVerifier('pencil', salt),
      'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
    );
  });
});
