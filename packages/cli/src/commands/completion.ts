import { Argument, type Command } from 'commander';
import type { AddCommand } from '../lib/terminal.js';
import { bashScript } from './completion/bash.js';
import { fishScript } from './completion/fish.js';
import { placesOf } from './completion/places.js';
import { zshScript } from './completion/zsh.js';

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };
type Shell = keyof typeof scripts;

const help = `
Load it in the start file of the shell; in a checkout, an alias makes the command known:
  alias feedctl="npx feedctl"
  bash:  eval "$(feedctl completion bash)"          in ~/.bashrc
  zsh:   eval "$(feedctl completion zsh)"           in ~/.zshrc, after compinit
  fish:  feedctl completion fish | source           in ~/.config/fish/config.fish`;

export const addCompletion: AddCommand = (program, terminal) => {
  program
    .command('completion')
    .description('Print a script that completes commands and options in a shell.')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(scripts)))
    .addHelpText('after', help)
    .action((shell: Shell, _options: object, self: Command) =>
      terminal.out(scripts[shell](placesOf(self.parent ?? self))),
    );
};
