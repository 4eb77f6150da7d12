import { Command, CommanderError } from 'commander';
import { withLocalSettings } from './lib/local-settings.js';
import { printFailure } from './lib/failure.js';
import { endOnSignals } from './lib/process-end.js';
import { versionText } from './lib/version.js';
import { createTerminal, type AddCommand, type Streams, type Terminal } from './lib/terminal.js';
import { addGenerate } from './commands/generate.js';
import { addImport } from './commands/import.js';
import { addSeed } from './commands/seed.js';
import { addTokens } from './commands/tokens.js';
import { addMigrate } from './commands/migrate.js';
import { addDoctor } from './commands/doctor.js';
import { addMails } from './commands/mails.js';
import { addTasks } from './commands/tasks.js';
import { addRebuild } from './commands/rebuild.js';
import { addSmoke } from './commands/smoke.js';
import { addCompletion } from './commands/completion.js';
import { addToken } from './commands/token.js';
import { addUser } from './commands/user.js';
import { addVerify } from './commands/verify.js';

const commands: readonly AddCommand[] = [
  addMigrate,
  addImport,
  addGenerate,
  addSeed,
  addUser,
  addToken,
  addTokens,
  addVerify,
  addRebuild,
  addTasks,
  addMails,
  addDoctor,
  addSmoke,
  addCompletion,
];

const exitCodes = `
Exit codes: 0 done; 1 failed, or something was found to be wrong; 2 the command line or the configuration is invalid, or
an address in it leads to no server; 130 interrupted by ctrl-C; 143 ended by SIGTERM.`;

/** Runs one command line, given without the program's name. Never rejects. @returns the exit code */
export async function feedctl(args: readonly string[], streams: Streams): Promise<number> {
  let terminal = createTerminal(streams);
  const restoreSignals = endOnSignals(() => terminal.err(`feedctl: interrupted. ${terminal.left}\n`));
  try {
    terminal = createTerminal({ ...streams, env: withLocalSettings(streams.env) });
    await createProgram(terminal).parseAsync(args, { from: 'user' });
    return terminal.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return printFailure(terminal, error, args.includes('--json'));
  } finally {
    restoreSignals();
  }
}

function createProgram(terminal: Terminal): Command {
  const program = new Command('feedctl')
    .description('Operate a social media feed: its database, accounts, data, timelines and tasks.')
    .option('--version', 'print the version')
    .on('option:version', () => {
      terminal.out(`${versionText(terminal.env)}\n`);
      throw new CommanderError(0, 'commander.version', '');
    })
    .addHelpText('after', exitCodes)
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError('Add --help for the possible arguments.')
    .exitOverride();
  for (const add of commands) add(program, terminal);
  return program;
}
