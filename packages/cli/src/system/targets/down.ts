import { once } from 'node:events';
import { rmSync, realpathSync, existsSync } from 'node:fs';
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { composeServices, stopCompose } from '../modes/compose.js';
import { dockerProblem } from '../docker.js';
import { localStatus, stopLocal } from '../modes/local.js';
import { places } from '../places.js';
import type { Steps } from '../steps.js';

/** Stops the system of this checkout, in whichever mode it runs; the data stays. */
export async function down(steps: Steps): Promise<void> {
  const stopped = await stopAll(steps, { volumes: false });
  steps.say(
    stopped
      ? 'The system is stopped. The data is kept: "make up" uses it again, "make reset" deletes it.'
      : 'Nothing was running.',
  );
}

/** @param options.volumes also deletes Docker's volumes. @returns whether anything was running */
async function stopAll(steps: Steps, { volumes }: { volumes: boolean }): Promise<boolean> {
  const local = (await localStatus()) !== undefined;
  if (local) await steps.run('stopped', stopLocal);
  const docker = dockerProblem() === undefined && (volumes || composeServices('--all').length > 0);
  if (docker) await stopCompose({ volumes });
  return local || docker;
}

/** Stops the system and deletes all data of this checkout, after asking. @throws Error unless the user confirms */
export async function reset(env: NodeJS.ProcessEnv, steps: Steps): Promise<void> {
  if (!env['FORCE'] && !(await confirmed()))
    throw new Error('Nothing was deleted. To delete without being asked: make reset FORCE=1');
  await stopAll(steps, { volumes: true });
  if (existsSync(places.postgres)) rmSync(realpathSync(places.postgres), { recursive: true });
  const { postgres, mails, logs, env: settings, given, secrets, serviceSettings } = places;
  for (const path of [postgres, mails, logs, settings, given, secrets, serviceSettings])
    rmSync(path, { recursive: true, force: true });
  steps.say('The data is deleted.');
}

async function confirmed(): Promise<boolean> {
  if (!stdin.isTTY) return false;
  const terminal = createInterface({ input: stdin, output: stdout });
  // The interface gets ctrl-C as a key, not as a signal.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const closed = once(terminal, 'close').then(() => '');
  const question = 'Delete all accounts, posts and mails of this checkout? [y/N] ';
  const answer = await Promise.race([terminal.question(question).catch(() => ''), closed]);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
