import { runTool } from '@feed/platform/run-tool';
import { endOnSignals, onProcessEnd } from '../../lib/process-end.js';
import { createSteps } from '../steps.js';
import { dev } from './dev.js';
import { down, reset } from './down.js';
import { logs } from './logs.js';
import { restart } from './restart.js';
import { status } from './status.js';
import { up } from './up.js';

const steps = createSteps(process.stdout);

interface Target {
  /** Resolves with nothing, or with whether all is well. */
  run(): Promise<boolean | void>;
  /** The state in which an interruption leaves the system, in whole sentences. */
  left: string;
}

const targets: Record<string, Target> = {
  up: {
    run: () => up(process.env, steps),
    left: 'What was started goes on in the background: "make status" shows it, "make down" stops it.',
  },
  dev: {
    run: () => dev(process.env, steps),
    left: 'What was started goes on in the background, and restarts on changes: "make down" stops it.',
  },
  down: {
    run: () => down(steps),
    left: 'The system may still be stopping, or run in part: "make status" shows it, "make down" stops the rest. The data is kept.',
  },
  restart: {
    run: () => restart(process.env, steps),
    left: 'The system may run in part or not at all: "make status" shows it, "make restart" starts it. The data is kept.',
  },
  logs: { run: () => logs(process.env), left: 'The system goes on as it was.' },
  reset: {
    run: () => reset(process.env, steps),
    left: 'The system may be stopped, and a part of its data deleted: "make status" shows it, "make reset" deletes the rest.',
  },
  status: { run: () => status(steps), left: 'Nothing was changed.' },
};

/** Resolves with the exit code. An interruption ends this process, but not what it has started. */
async function runTarget({ run, left }: Target): Promise<number> {
  const ended = onProcessEnd(() => void process.stderr.write(`${left}\n`));
  return (await run().finally(ended)) === false ? 1 : 0;
}

export const main = (): Promise<void> =>
  runTool(async ([name = '']) => {
    const target = targets[name];
    if (target === undefined) throw new Error(`Name one of: ${Object.keys(targets).join(', ')}`);
    const restoreSignals = endOnSignals();
    return runTarget(target).finally(restoreSignals);
  });
