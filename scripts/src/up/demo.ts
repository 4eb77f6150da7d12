import type { Steps } from './steps.js';
import type { SystemEnv } from './system-env.js';
export async function demo(_system: SystemEnv, _steps: Steps): Promise<void> {}
