import { ConfigError } from '@feed/platform/env';
import { down, reset } from './down.js';
import { logs } from './logs.js';
import { status } from './status.js';
import { createSteps } from './steps.js';
import { up } from './up.js';

const steps = createSteps(process.stdout);

const commands: Record<string, () => Promise<unknown>> = {
  up: () => up(process.env, steps),
  down: () => down(steps),
  logs: () => logs(process.env),
  reset: () => reset(process.env, steps),
  status: async () => {
    if (!(await status(steps))) process.exitCode = 1;
  },
};

/** Runs one command line; what goes wrong is said in words, without a stack. */
export async function main(args: readonly string[]): Promise<void> {
  const command = commands[args[0] ?? ''];
  try {
    if (command === undefined) throw new Error(`one of: ${Object.keys(commands).join(', ')}`);
    await command();
  } catch (error) {
    const plain = error instanceof ConfigError ? error.message : (error as Error).message;
    process.stderr.write(`\n${plain}\n`);
    process.exitCode = 1;
  }
}
