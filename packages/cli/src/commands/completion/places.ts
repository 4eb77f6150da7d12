import type { Command, Option } from 'commander';

export interface Word {
  readonly text: string;
  readonly description: string;
}

/** An option that takes a value. */
export interface ValueOption {
  readonly text: string;
  /** Empty when the value is not one of a list; shells then offer files. */
  readonly choices: readonly string[];
}

/** The commands, options and values that may follow on a command line. */
export interface Place {
  /** The names of commands so far, such as `tasks list`; empty after the program's own name. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly options: readonly Word[];
  readonly values: readonly ValueOption[];
}

/** All places of a program and its commands, from its own definition. */
export function placesOf(program: Command, path = ''): Place[] {
  const options = [...program.createHelp().visibleOptions(program)];
  const children = program.commands.map((command) => ({
    text: command.name(),
    description: command.description(),
  }));
  const choices = program.registeredArguments.flatMap(({ argChoices = [], description }) =>
    argChoices.map((text) => ({ text, description })),
  );
  const place: Place = {
    path,
    commands: [...children, ...choices],
    options: options.map((option) => ({ text: textOf(option), description: option.description })),
    values: options
      .filter((option) => option.required || option.optional)
      .map((option) => ({ text: textOf(option), choices: option.argChoices ?? [] })),
  };
  const below = program.commands.flatMap((command) => placesOf(command, `${path} ${command.name()}`.trim()));
  return [place, ...below];
}

const textOf = ({ long, short, flags }: Option): string => long ?? short ?? flags;

/** The names of all commands with the path that leads to them, as `parent/child`: the words that lead to another place. */
export const stepsOf = (places: readonly Place[]): string[] =>
  places
    .filter(({ path }) => path !== '')
    .map(({ path }) => {
      const names = path.split(' ');
      return `${names.slice(0, -1).join(' ')}/${names.at(-1)}`;
    });
