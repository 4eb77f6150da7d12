import { composeServices } from './compose.js';
import { dockerProblem } from './docker.js';
import { localStatus } from './local.js';
import type { Settings } from './settings.js';

export type Mode = 'docker' | 'local';

/** How the system of this checkout runs at this moment, if it does. */
export async function runningMode(): Promise<Mode | undefined> {
  if (await localStatus()) return 'local';
  return dockerProblem() === undefined && composeServices().length > 0 ? 'docker' : undefined;
}

export interface Choice {
  mode: Mode;
  /** Why, in words. */
  reason: string;
}

/** @throws Error when Docker was asked for and is not there */
export function chooseMode({ mode }: Settings): Choice {
  if (mode === 'local') return { mode, reason: 'UP_MODE=local' };
  const problem = dockerProblem();
  if (problem === undefined) return { mode: 'docker', reason: 'a Docker engine answers' };
  if (mode === 'docker') throw new Error(`UP_MODE=docker, but ${problem}.`);
  return { mode: 'local', reason: problem };
}
