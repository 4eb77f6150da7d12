import { sleep, withDeadline } from './deadline.js';
import type { Logger } from './logger.js';

export interface Lifecycle {
  /** True from the moment shutdown begins: readiness must turn false, while work in progress goes on. */
  readonly draining: boolean;
  /** Runs `stop` at shutdown, in reverse order of registration, after the later ones have ended. */
  onShutdown(name: string, stop: () => Promise<void> | void): void;
  /** Ends the process, with 0 when every stop succeeded in time, else with 1. Further calls change nothing. */
  shutdown(reason: string): Promise<void>;
  /** SIGTERM and SIGINT shut down, and a second signal exits immediately; a crash is logged and shuts down with code 1. */
  installSignalHandlers(): void;
}

export interface LifecycleOptions {
  logger: Logger;
  /** How long to go on serving after readiness turned false, so that load balancers notice; default 5000. */
  drainDelayMs?: number;
  /** Time for the whole shutdown, the drain delay included. */
  deadlineMs?: number;
  exit?: (code: number) => void;
}

interface Stop {
  name: string;
  run: () => Promise<void> | void;
}

/** Less than the 30 s after which hosts kill a process. */
export const defaultDeadlineMs = 25_000;

/** Reserved for each remaining stop, so that one that hangs cannot use up the time of the others. */
const reservePerStopMs = 1000;

export function createLifecycle({
  logger,
  drainDelayMs = 5000,
  deadlineMs = defaultDeadlineMs,
  exit = (code) => process.exit(code),
}: LifecycleOptions): Lifecycle {
  const stops: Stop[] = [];
  let ending: Promise<void> | undefined;

  const end = async (reason: string, code: number, delayMs: number): Promise<void> => {
    const deadline = Date.now() + deadlineMs;
    logger.info({ reason }, 'shutting down');
    await sleep(delayMs);
    const clean = await runStops(stops, deadline, logger);
    logger.info({ reason, clean }, 'shutdown finished');
    exit(clean ? code : 1);
  };
  const begin = (reason: string, code: number, delayMs: number): Promise<void> =>
    (ending ??= end(reason, code, delayMs));

  const lifecycle: Lifecycle = {
    get draining() {
      return ending !== undefined;
    },
    onShutdown: (name, run) => void stops.push({ name, run }),
    shutdown: (reason) => begin(reason, 0, drainDelayMs),
    installSignalHandlers: () => {
      handleSignals(lifecycle, logger, exit);
      handleCrashes(logger, (reason) => void begin(reason, 1, 0));
    },
  };
  return lifecycle;
}

async function runStops(stops: Stop[], deadline: number, logger: Logger): Promise<boolean> {
  let clean = true;
  for (let stop = stops.pop(); stop; stop = stops.pop()) {
    const remainingMs = Math.max(0, deadline - Date.now());
    const reserveMs = Math.min(reservePerStopMs, remainingMs / (stops.length + 1));
    const ended = await runStop(stop, remainingMs - reserveMs * stops.length, logger);
    clean &&= ended;
  }
  return clean;
}

async function runStop({ name, run }: Stop, budgetMs: number, logger: Logger): Promise<boolean> {
  const tooSlow = (): Error => new Error(`${name} did not stop within ${Math.round(budgetMs)} ms`);
  try {
    await withDeadline(Promise.resolve().then(run), budgetMs, tooSlow);
    logger.debug({ stop: name }, 'stopped');
    return true;
  } catch (error) {
    logger.error({ err: error, stop: name }, 'a part did not stop cleanly');
    return false;
  }
}

function handleSignals(lifecycle: Lifecycle, logger: Logger, exit: (code: number) => void): void {
  const onSignal = (signal: NodeJS.Signals): void => {
    if (lifecycle.draining) {
      logger.warn({ signal }, 'second signal: exiting immediately');
      exit(1);
      return;
    }
    void lifecycle.shutdown(signal);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** After an uncaught error the state is unknown: the process stops serving, but gives back the tasks it has claimed. */
function handleCrashes(logger: Logger, crash: (reason: string) => void): void {
  const handle = (reason: string) => (error: unknown) => {
    logger.fatal({ err: error }, reason);
    crash(reason);
  };
  process.on('uncaughtException', handle('uncaughtException'));
  process.on('unhandledRejection', handle('unhandledRejection'));
}
