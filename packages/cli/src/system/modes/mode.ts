import { composeServices } from './compose.js';
import { dockerProblem } from '../docker.js';
import { localStatus } from './local.js';
import type { Settings } from '../settings.js';

export type Mode = 'docker' | 'local';

/** The mode in which the system of this checkout runs; undefined when it does not run. */
export async function runningMode(): Promise<Mode | undefined> {
  if (await localStatus()) return 'local';
  return dockerProblem() === undefined && composeServices().length > 0 ? 'docker' : undefined;
}

export interface Choice {
  mode: Mode;
  /** Why this mode was chosen, in words. */
  reason: string;
}

/** @throws Error when UP_MODE demands Docker and it is not available */
export function chooseMode({ mode }: Settings): Choice {
  if (mode === 'local') return { mode, reason: 'UP_MODE=local' };
  const problem = dockerProblem();
  if (problem === undefined) return { mode: 'docker', reason: 'a Docker engine responds' };
  if (mode === 'docker') throw new Error(`UP_MODE=docker, but ${problem}.`);
  return { mode: 'local', reason: problem };
}
