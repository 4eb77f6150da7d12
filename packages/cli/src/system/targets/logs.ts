import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { followCompose } from '../modes/compose.js';
import { runningMode } from '../modes/mode.js';
import { places } from '../places.js';

/** Shows the newest log lines and follows the logs until ctrl-C; SERVICE chooses one service. */
export async function logs(env: NodeJS.ProcessEnv): Promise<void> {
  const service = env['SERVICE'] || undefined;
  if ((await runningMode()) === 'docker') return followCompose(service);
  const files = logFiles(service);
  if (files.length === 0)
    throw new Error(
      service ? `There is no log of ${service}.` : 'There are no logs yet. To start the system: make up',
    );
  spawnSync('tail', ['-n', '50', '-F', ...files], { stdio: 'inherit', cwd: places.logs });
}

function logFiles(service: string | undefined): string[] {
  if (!existsSync(places.logs)) return [];
  const names = readdirSync(places.logs).filter((name) => name.endsWith('.log'));
  return service === undefined ? names : names.filter((name) => name === `${service}.log`);
}
