import type { Random } from './random.js';

const words =
  `the a we you they it this that today tomorrow tonight morning evening coffee bread soup city river train
  garden music light code ship build read write think learn walk run cook paint dream wonder little great quiet loud
  early late finally just never always maybe really almost about after before between under over with without for idea
  story photo weekend friend family neighbour market winter summer rain sun café naïve window table mountain library
  bicycle kitchen harbour letter question answer song film match ticket`.split(/\s+/);
const tags = 'news music food travel code photo art sport books film science garden cats'.split(' ');
const emoji = ['🎉', '🔥', '☕', '🌧️', '🚀', '😂', '🌱'];

/** Invents text that resembles a post, `length` characters long up to the end of the last word. */
export function sentence(random: Random, length: number): string {
  let text = '';
  while (text.length < length) {
    const word = nextWord(random);
    text += text === '' ? word.charAt(0).toUpperCase() + word.slice(1) : ` ${word}`;
  }
  return /[.!?]$/.test(text) ? text : `${text.replace(/,$/, '')}.`;
}

function nextWord(random: Random): string {
  const kind = random.next();
  if (kind < 0.03) return `#${random.pick(tags)}`;
  if (kind < 0.04) return random.pick(emoji);
  const word = random.pick(words);
  if (kind < 0.1) return `${word},`;
  return kind < 0.13 ? `${word}.` : word;
}
