import { type EnvReader, readEnv } from '@feed/platform/env';
import { readOrigins } from './origins.js';
import { maxPort, readServiceConfig, type ServiceConfig } from './service.js';

export interface ApiConfig extends ServiceConfig {
  readonly production: boolean;
  readonly port: number;
  readonly taskHintIntervalMs: number;
  readonly auth: {
    secret: string;
    accessTokenSeconds: number;
    refreshTokenSeconds: number;
    /** How long after its first exchange a refresh token may be exchanged again. */
    refreshGraceSeconds: number;
  };
  readonly passwords: { concurrency: number; queue: number };
  readonly http: {
    /** The number of our own proxies in front of the api: X-Forwarded-For is trusted that many steps back. */
    trustedProxies: number;
    /** Origins whose pages may call the api; `*` stands for all. */
    corsOrigins: readonly string[];
    requestTimeoutMs: number;
    /** While this many requests are in progress, further ones are rejected. */
    maxInFlight: number;
    maxConnections: number;
    /** How many of them one address may have; without effect behind proxies, whose address is that of all callers. */
    maxConnectionsPerAddress: number;
    /** Whether browsers get GraphiQL. */
    graphiql: boolean;
    page: PageSettings;
    /** Requests are rejected while the event loop delay exceeds this. */
    maxEventLoopDelayMs: number;
  };
  /** Who may read the schema: every caller, or only callers with a token. */
  readonly introspection: 'public' | 'authenticated';
  readonly limits: RateLimits;
  readonly shares: ShareLimits;
  readonly feedMemory: {
    /** The size of the feeds kept in memory, about; 0 keeps none. */
    bytes: number;
    /** How many viewers' feeds are read into memory after a start. */
    warmViewers: number;
  };
  /** Whether clients can subscribe to events. */
  readonly subscriptions: boolean;
  readonly drainDelayMs: number;
  /** The folder in which the mail catcher of the local system keeps mails; undefined where mails are sent. */
  readonly caughtMails: string | undefined;
}

/** The page for browsers at the root of the api. */
export interface PageSettings {
  readonly on: boolean;
  /** Whether the page has the operators' console. */
  readonly console: boolean;
  /** The password of the account `demo`, which the page offers to log in with; never in production. */
  readonly demoPassword: string | undefined;
}

/** Requests allowed per minute, unless a field has another unit. Reads are counted in each process, all else across replicas. */
export interface RateLimits {
  readonly readsPerAddress: number;
  readonly readsPerAccount: number;
  /** By all callers of the address, logged in or not. */
  readonly mutationsPerAddress: number;
  readonly mutationsPerAccount: number;
  readonly loginsPerAddress: number;
  /** Failed logins to one account from one address in 15 minutes. */
  readonly failedLogins: number;
  /** Failed logins to one account from all addresses that are new to it, in 15 minutes. */
  readonly strangersFailedLogins: number;
  /** Bytes that may be stored in a day (UTC). */
  readonly bytesPerAccount: number;
  readonly bytesPerAddress: number;
}

/** The limits for one account, or one address without an account, on resources that all callers of a process share. */
export interface ShareLimits {
  /** The percentage of the connections to Postgres that one caller may use at once. */
  readonly connectionPercent: number;
  /** How many statements of one caller may wait for that. */
  readonly queue: number;
  /** The cost that the operations of one account, and of one address, may have in a minute. */
  readonly costPerAccount: number;
  readonly costPerAddress: number;
}

const developmentSecret = 'development-only-secret-of-the-feed-0123456789';

/** @throws ConfigError with every problem */
export function readConfig(env: NodeJS.ProcessEnv): ApiConfig {
  return readEnv(env, (reader) => ({
    production: env['NODE_ENV'] === 'production',
    port: reader.int('PORT', { default: 4000, min: 0, max: maxPort }),
    ...readServiceConfig(reader, { opsPort: 9464, poolMax: 6 }),
    taskHintIntervalMs: reader.ms('TASK_HINT_INTERVAL_MS', { default: 2000, min: 0, max: 60_000 }),
    auth: readAuth(reader),
    passwords: {
      concurrency: reader.int('PASSWORD_HASH_CONCURRENCY', { default: 2, min: 1, max: 16 }),
      queue: reader.int('PASSWORD_HASH_QUEUE', { default: 32, min: 0, max: 1000 }),
    },
    http: readHttp(reader, env['NODE_ENV'] === 'production'),
    introspection: reader.oneOf('GRAPHQL_INTROSPECTION', ['public', 'authenticated'] as const, {
      default: env['NODE_ENV'] === 'production' ? 'authenticated' : 'public',
    }),
    ...readCallerLimits(reader),
    feedMemory: {
      bytes: reader.int('FEED_MEMORY_BYTES', { default: 64_000_000, min: 0, max: 8_000_000_000 }),
      warmViewers: reader.int('FEED_MEMORY_WARM_VIEWERS', { default: 200, min: 0, max: 100_000 }),
    },
    subscriptions: reader.bool('SUBSCRIPTIONS', { default: true }),
    drainDelayMs: reader.ms('DRAIN_DELAY_MS', { default: 5000, min: 0, max: 20_000 }),
    caughtMails: reader.optional('MAIL_DIR'),
  }));
}

/** Reads AUTH_SECRET and the lifetimes of what it signs. `feedctl tokens` also needs them. */
export function readAuth(reader: EnvReader): ApiConfig['auth'] {
  return {
    secret: reader.secret('AUTH_SECRET', { minLength: 32, developmentDefault: developmentSecret }),
    accessTokenSeconds: reader.int('ACCESS_TOKEN_SECONDS', { default: 900, min: 30, max: 86_400 }),
    refreshTokenSeconds: reader.int('REFRESH_TOKEN_SECONDS', {
      default: 2_592_000,
      min: 60,
      max: 31_536_000,
    }),
    refreshGraceSeconds: reader.int('REFRESH_GRACE_SECONDS', { default: 10, min: 0, max: 600 }),
  };
}

function readHttp(reader: EnvReader, production: boolean): ApiConfig['http'] {
  return {
    trustedProxies: reader.int('TRUST_PROXY', { default: 0, min: 0, max: 8 }),
    corsOrigins: readOrigins(reader),
    requestTimeoutMs: reader.ms('REQUEST_TIMEOUT_MS', { default: 10_000, min: 100, max: 120_000 }),
    maxInFlight: reader.int('MAX_IN_FLIGHT', { default: 400, min: 1, max: 10_000 }),
    maxConnections: reader.int('MAX_CONNECTIONS', { default: 2000, min: 10, max: 100_000 }),
    maxConnectionsPerAddress: reader.int('MAX_CONNECTIONS_PER_ADDRESS', {
      default: 500,
      min: 1,
      max: 100_000,
    }),
    graphiql: reader.bool('GRAPHIQL', { default: !production }),
    page: readPage(reader, production),
    maxEventLoopDelayMs: reader.ms('MAX_EVENT_LOOP_DELAY_MS', { default: 1000, min: 50, max: 10_000 }),
  };
}

function readPage(reader: EnvReader, production: boolean): PageSettings {
  const demoPassword = reader.optional('DEMO_PASSWORD');
  if (production && demoPassword !== undefined)
    reader.fail('DEMO_PASSWORD is for development: the page tells it to every visitor');
  return {
    on: reader.bool('WEB', { default: true }),
    console: reader.bool('CONSOLE', { default: true }),
    demoPassword,
  };
}

/** An ordinary request, such as a page of a feed, costs less than this. */
const costOfRequest = 200;
const maxRate = 100_000_000;

function readCallerLimits(reader: EnvReader): Pick<ApiConfig, 'limits' | 'shares'> {
  const limits = readLimits(reader);
  const cost = (name: string, requests: number): number =>
    reader.int(name, { default: requests * costOfRequest, min: 1, max: maxRate * costOfRequest });
  return {
    limits,
    shares: {
      connectionPercent: reader.int('CALLER_CONNECTION_PERCENT', { default: 50, min: 1, max: 100 }),
      queue: reader.int('CALLER_QUEUE', { default: 100, min: 1, max: 10_000 }),
      costPerAccount: cost('RATE_COST_PER_ACCOUNT', limits.readsPerAccount),
      costPerAddress: cost('RATE_COST_PER_ADDRESS', limits.readsPerAddress),
    },
  };
}

function readLimits(reader: EnvReader): RateLimits {
  const perMinute = (name: string, preset: number): number =>
    reader.int(name, { default: preset, min: 1, max: maxRate });
  const perDay = (name: string, preset: number): number =>
    reader.int(name, { default: preset, min: 100_000, max: 1_000_000_000_000 });
  return {
    readsPerAddress: perMinute('RATE_READS_PER_ADDRESS', 6000),
    readsPerAccount: perMinute('RATE_READS_PER_ACCOUNT', 1200),
    mutationsPerAddress: perMinute('RATE_MUTATIONS_PER_ADDRESS', 600),
    mutationsPerAccount: perMinute('RATE_MUTATIONS_PER_ACCOUNT', 120),
    loginsPerAddress: perMinute('RATE_LOGINS_PER_ADDRESS', 60),
    failedLogins: reader.int('RATE_FAILED_LOGINS', { default: 10, min: 1, max: 1_000_000 }),
    strangersFailedLogins: reader.int('RATE_FAILED_LOGINS_PER_ACCOUNT', {
      default: 50,
      min: 1,
      max: 100_000_000,
    }),
    bytesPerAccount: perDay('QUOTA_BYTES_PER_ACCOUNT', 20_000_000),
    bytesPerAddress: perDay('QUOTA_BYTES_PER_ADDRESS', 200_000_000),
  };
}
