import { Command, CommanderError } from 'commander';
import { printFailure } from '@feed/cli/lib/failure';
import { createTerminal } from '@feed/cli/lib/terminal';
import { addBuild } from './commands/build.js';
import { addSmoke } from './commands/smoke.js';
import { addVerify } from './commands/verify.js';

const terminal = createTerminal(process);
const program = new Command('images')
  .description('Builds the images of the services, and tests them.')
  .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
  .showHelpAfterError('Add --help to list the options.')
  .exitOverride();
for (const add of [addBuild, addVerify, addSmoke]) add(program, terminal);

try {
  await program.parseAsync(process.argv.slice(2), { from: 'user' });
  process.exitCode = terminal.exitCode;
} catch (error) {
  const usage = error instanceof CommanderError;
  if (usage) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else process.exitCode = printFailure(terminal, error, process.argv.includes('--json'));
}
