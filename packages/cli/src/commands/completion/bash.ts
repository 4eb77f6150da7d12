import { stepsOf, type Place } from './places.js';

/** Finds the commands among the words so far, then offers what may follow them. Values without a list are files. */
export function bashScript(places: readonly Place[]): string {
  return `# Completes feedctl in bash.
_feedctl() {
  local at='' word words='' current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$at/$word" in
      ${stepsOf(places).map(quoted).join(' | ')}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at/$before" in
${places.flatMap(valueCases).join('\n')}
  esac
  case "$at" in
${places.map(placeCase).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _feedctl feedctl
`;
}

const quoted = (text: string): string => `'${text}'`;

const valueCases = ({ path, values }: Place): string[] =>
  values.map(({ text, choices }) => {
    const reply =
      choices.length === 0
        ? 'COMPREPLY=()'
        : `COMPREPLY=($(compgen -W '${choices.join(' ')}' -- \"$current\"))`;
    return `    '${path}/${text}') ${reply}; return ;;`;
  });

const placeCase = ({ path, commands, options }: Place): string =>
  `    '${path}') words='${[...commands, ...options].map(({ text }) => text).join(' ')}' ;;`;
