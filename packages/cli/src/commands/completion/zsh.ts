import { stepsOf, type Place, type Word } from './places.js';

/** Like the script for bash, with the descriptions that zsh shows beside the words. */
export function zshScript(places: readonly Place[]): string {
  return `#compdef feedctl
# Completes feedctl in zsh.
_feedctl() {
  local at='' word before="\${words[CURRENT-1]}"
  local -a commands options
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$at/$word" in
      (${stepsOf(places).map(quoted).join(' | ')}) at="\${at:+$at }$word" ;;
    esac
  done
  case "$at/$before" in
${places.flatMap(valueCases).join('\n')}
  esac
  case "$at" in
${places.map(placeCase).join('\n')}
  esac
  _describe command commands
  _describe option options -o
}
compdef _feedctl feedctl
`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** A colon ends the word and begins its description. */
const described = ({ text, description }: Word): string =>
  quoted(`${text.replaceAll(':', '\\:')}:${description.replaceAll(':', '\\:')}`);

const valueCases = ({ path, values }: Place): string[] =>
  values.map(({ text, choices }) => {
    const reply = choices.length === 0 ? '_files' : `compadd ${choices.join(' ')}`;
    return `    (${quoted(`${path}/${text}`)}) ${reply}; return ;;`;
  });

const placeCase = ({ path, commands, options }: Place): string => `    (${quoted(path)})
      commands=(${commands.map(described).join(' ')})
      options=(${options.map(described).join(' ')})
      ;;`;
