import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { follow, type Source } from '../follow.js';
import { composeLogs } from '../modes/compose.js';
import { runningMode } from '../modes/mode.js';
import { places } from '../places.js';

/**
 * Shows the newest log lines and follows the logs until ctrl-C, for people on a terminal and as JSON in a pipe. SERVICE
 * chooses one service.
 */
export async function logs(env: NodeJS.ProcessEnv): Promise<void> {
  const service = env['SERVICE'] || undefined;
  const docker = (await runningMode()) === 'docker';
  await follow(docker ? [composeLogs(service)] : localLogs(service), process.stdout);
}

function localLogs(service: string | undefined): Source[] {
  const files = logFiles(service);
  if (files.length === 0)
    throw new Error(
      service ? `There is no log of ${service}.` : 'There are no logs yet. To start the system: make up',
    );
  return files.map((file) => ({
    command: 'tail',
    args: ['-n', '50', '-F', join(places.logs, file)],
    split: (text) => ({ program: basename(file, '.log'), text }),
  }));
}

function logFiles(service: string | undefined): string[] {
  if (!existsSync(places.logs)) return [];
  const names = readdirSync(places.logs).filter((name) => name.endsWith('.log'));
  return service === undefined ? names : names.filter((name) => name === `${service}.log`);
}
