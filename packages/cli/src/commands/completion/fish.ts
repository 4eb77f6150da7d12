import { stepsOf, type Place } from './places.js';

/** One line for each word and option, with the condition that the commands typed so far lead to it. */
export function fishScript(places: readonly Place[]): string {
  return `# Completes feedctl in fish.
function __feedctl_at
  set -l at ''
  for word in (commandline -opc)[2..]
    switch "$at/$word"
      case ${stepsOf(places).map(quoted).join(' ')}
        set at (string trim -- "$at $word")
    end
  end
  test "$at" = "$argv[1]"
end
${places.flatMap(linesOf).join('\n')}
`;
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

function linesOf({ path, commands, options, values }: Place): string[] {
  const here = `complete -c feedctl -n ${quoted(`__feedctl_at ${quoted(path)}`)}`;
  return [
    ...commands.map(({ text, description }) => `${here} -f -a ${quoted(text)} -d ${quoted(description)}`),
    ...options.map(({ text, description }) => {
      const value = values.find((option) => option.text === text);
      const choices = value?.choices.join(' ') ?? '';
      const takes = value === undefined ? '' : choices === '' ? ' -r' : ` -x -a ${quoted(choices)}`;
      return `${here}${nameOf(text)}${takes} -d ${quoted(description)}`;
    }),
  ];
}

const nameOf = (text: string): string =>
  text.startsWith('--') ? ` -l ${text.slice(2)}` : ` -s ${text.slice(1)}`;
