import { withKeptSettings, readGiven } from '../given.js';
import { runningMode } from '../modes/mode.js';
import { places } from '../places.js';
import type { Steps } from '../steps.js';
import { down } from './down.js';
import { up } from './up.js';

/**
 * Stops and starts the system. It keeps the mode and the settings with which it runs, or last ran, except those that are
 * given now.
 */
export async function restart(env: NodeJS.ProcessEnv, steps: Steps): Promise<void> {
  const mode = await runningMode();
  const kept = readGiven(places.given);
  const environment = { ...kept.environment, ...(mode && { UP_MODE: mode }) };
  if (mode) await down(steps);
  await up(withKeptSettings(env, { ...kept, environment }), steps);
}
