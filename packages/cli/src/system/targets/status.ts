import { composeServices } from '../modes/compose.js';
import { localStatus } from '../modes/local.js';
import { runningMode } from '../modes/mode.js';
import { places } from '../places.js';
import { isReady } from '../readiness.js';
import type { Steps } from '../steps.js';
import { readSystemEnv } from '../system-env.js';
import { addressLines } from './addresses.js';

/** Prints what runs. @returns whether the whole system runs and is ready */
export async function status(steps: Steps): Promise<boolean> {
  const mode = await runningMode();
  if (mode === undefined) {
    steps.say('The system is not running. To start it: make up');
    return false;
  }
  steps.say(`The system runs in ${mode} mode.`);
  const containers = mode === 'docker' ? composeServices() : [];
  const lines = mode === 'local' ? await localLines() : containers.map((name) => `${name}: running`);
  for (const line of lines) steps.say(`  ${line}`);
  const system = readSystemEnv(places.env);
  const ready = await Promise.all(
    ['OPS_PORT', 'WORKER_OPS_PORT'].map((name) => isReady(Number(system[name]))),
  );
  steps.say(`  api ${ready[0] ? 'ready' : 'not ready'}, worker ${ready[1] ? 'ready' : 'not ready'}`);
  steps.say(['', ...addressLines({ system, containers })].join('\n'));
  return ready.every(Boolean);
}

async function localLines(): Promise<string[]> {
  const services = (await localStatus())?.services ?? [];
  return services.map(({ name, state, pid, restarts, reason }) => {
    const process = pid === undefined ? '' : `, process ${pid}`;
    const again = restarts === 0 ? '' : `, restarts: ${restarts}, last reason: ${reason}`;
    return `${name}: ${state}${process}${again}`;
  });
}
