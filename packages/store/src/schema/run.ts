import { ConfigError } from '@feed/platform/env';
import { isCodedError } from '@feed/platform/errors';

const help = `Usage: node packages/store/dist/schema/main.js COMMAND

  migrate   bring the schema of the database up to date
  wait      end with 0 as soon as the database has the schema of this release

docs/configuration.md lists the environment variables that the commands read.
`;

interface Command {
  /** The summary of a failure, which is printed in front of the reason. */
  readonly failure: string;
  load(): Promise<(env: NodeJS.ProcessEnv) => Promise<void>>;
}

/** Loaded on demand, because `wait` also runs on a tenth of a processor and needs no migration library. */
const commands = new Map<string, Command>([
  ['migrate', { failure: 'The migration failed', load: async () => (await import('./migrate.js')).migrate }],
  ['wait', { failure: 'The schema is not ready', load: async () => (await import('./wait.js')).wait }],
]);

/** Runs one command of the schema program and sets the exit code: 0 done, 1 failed, 2 called wrongly. */
export async function runSchema(args: readonly string[]): Promise<void> {
  const [name = '', ...surplus] = args;
  if (name === '--help' || name === '-h') {
    process.stdout.write(help);
    return;
  }
  const command = surplus.length === 0 ? commands.get(name) : undefined;
  if (command === undefined) {
    process.stderr.write(`"${args.join(' ')}" is not a command: use migrate, wait or --help\n`);
    process.exitCode = 2;
    return;
  }
  try {
    const run = await command.load();
    await run(process.env);
  } catch (error) {
    process.stderr.write(`${command.failure}: ${describe(error)}\n`);
    process.exitCode = 1;
  }
}

/** Includes the causes: only the error of the driver says that a password is wrong, for example. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const expected = error instanceof ConfigError || isCodedError(error);
  const text = expected ? error.message : (error.stack ?? error.message);
  return error.cause === undefined ? text : `${text}\ncaused by ${describe(error.cause)}`;
}
