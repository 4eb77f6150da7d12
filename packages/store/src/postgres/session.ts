// Knows internals of the driver: where it lists the parameters of the startup message, and its socket.
import type { Socket } from 'node:net';
import pg from 'pg';
import type { PgClient } from './queryable.js';

/**
 * The settings that the services rely on, whatever the defaults of the database or the role are. Directly, they are
 * sent when a connection starts. `statement_timeout` is sent apart, because its value is configured.
 */
const settings = {
  // Prepared statements are planned once per connection. By default Postgres would plan the page of a feed for each
  // reader, which takes several times as long as running it, and would compile a plan whose cost it overestimates.
  plan_cache_mode: 'force_generic_plan',
  jit: 'off',
  TimeZone: 'UTC',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  default_transaction_isolation: 'read committed',
  default_transaction_deferrable: 'off',
  row_security: 'on',
  // A statement has its own deadline, and a transaction is never idle for long.
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '60s',
  idle_session_timeout: '0',
};

/** The settings as the server's `options` parameter, in which a backslash precedes a space. */
export const sessionOptions = Object.entries(settings)
  .map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
  .join(' ');

interface Startup {
  getStartupConf(): object;
}
const Client = pg.Client as unknown as new (config?: pg.ClientConfig) => PgClient & Startup;

/**
 * The driver's client, which also asks for times in ISO format: the driver can read no other. This is a parameter of its
 * own because every pooler knows it, while poolers reject `options`.
 */
class FeedClient extends Client {
  override getStartupConf(): object {
    return { ...super.getStartupConf(), DateStyle: 'ISO, MDY' };
  }
}

/** The driver as Sequelize uses it. */
export const driver: typeof pg = Object.assign(Object.create(pg) as typeof pg, { Client: FeedClient });

/** An unconnected client. */
export const newClient = (config: pg.ClientConfig): PgClient => new FeedClient(config);

interface Wired {
  readonly connection: { readonly stream: Socket };
}

/** Closes the connection without a word to the server, which may not be listening. What waits for a response fails. */
export const cut = (client: PgClient): void => void (client as PgClient & Wired).connection.stream.destroy();
