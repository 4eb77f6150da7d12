import { readGiven } from '../given.js';
import { runningMode } from '../modes/mode.js';
import { places } from '../places.js';
import type { Steps } from '../steps.js';
import { logs } from './logs.js';
import { restart } from './restart.js';

/** Runs the system from its sources, so that api and worker restart when they change, and follows the logs. */
export async function dev(env: NodeJS.ProcessEnv, steps: Steps): Promise<void> {
  const mode = await runningMode();
  if (mode === 'docker')
    throw new Error('The system runs in Docker, with data of its own. Stop it first: make down');
  const running = mode === 'local' && readGiven(places.given).environment['UP_DEV'] === 'yes';
  if (!running) await restart({ ...env, UP_MODE: 'local', UP_DEV: 'yes' }, steps);
  await logs(env);
}
