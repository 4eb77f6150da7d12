import { ConfigError } from './env.js';
import { inWords, misspellings, recordNames } from './env-names.js';
import { createLifecycle, type Lifecycle } from './lifecycle.js';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics.js';
import { startOpsServer, type Readiness } from './ops-server.js';

export interface ServiceConfig {
  readonly host: string;
  /** Port of `/livez`, `/readyz` and `/metrics`; 0 chooses a free one. */
  readonly opsPort: number;
  /** How long to keep serving after readiness turned false, in milliseconds. */
  readonly drainDelayMs?: number;
}

export interface ServiceContext {
  readonly logger: Logger;
  readonly metrics: Metrics;
  close(): Promise<void>;
}

/** Watches what the service needs in order to be ready. */
export interface ServiceProbe {
  /** The outcome of the last check, without waiting. */
  current(): Readiness;
  close(): void;
}

export interface Running<Probe extends ServiceProbe> {
  readonly lifecycle: Lifecycle;
  readonly probe: Probe;
  /** The port the ops server really listens on. */
  readonly opsPort: number;
}

/** The parts in which services differ. */
export interface Service<
  Config extends ServiceConfig,
  Context extends ServiceContext,
  Probe extends ServiceProbe,
> {
  /** Appears in the message of a failed start. */
  readonly name: string;
  /** @throws ConfigError with every problem of the environment */
  readConfig(env: NodeJS.ProcessEnv): Config;
  buildContext(config: Config): Promise<Context> | Context;
  /** Starts the readiness probe and registers the gauges that belong to it. */
  startProbe(context: Context, draining: () => boolean): Probe;
  /** Begins the actual work, and registers with the lifecycle what has to stop before the ops server does. */
  start(context: Context, running: Running<Probe>): Promise<void>;
}

/**
 * Starts a service, which then runs until a signal or a crash ends it. The context, the probe, the ops server and the work
 * are started in this order and stopped in the reverse order. A service that cannot start says why on standard error and
 * exits with 1.
 */
export async function runService<
  Config extends ServiceConfig,
  Context extends ServiceContext,
  Probe extends ServiceProbe,
>(service: Service<Config, Context, Probe>): Promise<void> {
  try {
    const names = new Set<string>();
    const config = service.readConfig(recordNames(process.env, names));
    const suspects = misspellings(process.env, names).map(inWords);
    await start(service, config, suspects);
  } catch (error) {
    process.stderr.write(`The ${service.name} cannot start: ${describe(error)}\n`);
    process.exit(1);
  }
}

async function start<
  Config extends ServiceConfig,
  Context extends ServiceContext,
  Probe extends ServiceProbe,
>(service: Service<Config, Context, Probe>, config: Config, suspects: readonly string[]): Promise<void> {
  const context = await service.buildContext(config);
  const { logger, metrics } = context;
  for (const suspect of suspects) logger.warn({ code: 'CONFIGURATION' }, suspect);
  const lifecycle = createLifecycle({ logger, drainDelayMs: config.drainDelayMs ?? 0 });
  lifecycle.installSignalHandlers();
  lifecycle.onShutdown('context', () => context.close());
  const probe = service.startProbe(context, () => lifecycle.draining);
  lifecycle.onShutdown('readiness probe', () => probe.close());
  const { host, opsPort } = config;
  const ops = await startOpsServer({ host, port: opsPort, metrics, logger, ready: () => probe.current() });
  lifecycle.onShutdown('ops server', () => ops.close());
  await service.start(context, { lifecycle, probe, opsPort: ops.port });
}

/** An operator can repair a configuration from its list of problems; any other error needs its stack. */
function describe(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
