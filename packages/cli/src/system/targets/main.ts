import { runTool } from '@feed/platform/run-tool';
import { endOnSignals, onProcessEnd } from '../../lib/process-end.js';
import { createSteps } from '../steps.js';
import { down, reset } from './down.js';
import { logs } from './logs.js';
import { status } from './status.js';
import { up } from './up.js';

const steps = createSteps(process.stdout);

/** The make targets. Each resolves with the exit code. */
const targets: Record<string, () => Promise<number>> = {
  up: () => upWithAdvice().then(() => 0),
  down: () => down(steps).then(() => 0),
  logs: () => logs(process.env).then(() => 0),
  reset: () => reset(process.env, steps).then(() => 0),
  status: async () => ((await status(steps)) ? 0 : 1),
};

/** An interruption ends `make up`, but not what it has started. */
function upWithAdvice(): Promise<void> {
  const advice = 'What was started goes on in the background: "make status" shows it, "make down" stops it.';
  const ended = onProcessEnd(() => steps.say(advice));
  return up(process.env, steps).finally(ended);
}

export const main = (): Promise<void> =>
  runTool(async ([name = '']) => {
    const target = targets[name];
    if (target === undefined) throw new Error(`Name one of: ${Object.keys(targets).join(', ')}`);
    const restoreSignals = endOnSignals();
    return target().finally(restoreSignals);
  });
