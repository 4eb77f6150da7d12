import { inWords } from './formats.js';

const tones: Readonly<Record<string, string>> = {
  ...{ OK: 'good', DONE: 'good', RUNNING: 'accent', PENDING: 'note' },
  ...{ WARN: 'note', FULL: 'bad', DEAD: 'bad' },
};

/** A state as a word on its colour. */
export const Chip = ({ state, tone = tones[state] ?? 'quiet' }: { state: string; tone?: string }) => (
  <span class={`chip chip-${tone}`}>{state === 'OK' ? state : inWords(state)}</span>
);
