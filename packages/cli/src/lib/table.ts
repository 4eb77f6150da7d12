import stringWidth from 'string-width';
import { formatCount } from './format.js';
import { oneLine } from './printable.js';

export type Cell = string | number;

const show = (cell: Cell): string => (typeof cell === 'number' ? formatCount(cell) : oneLine(cell));

/**
 * Aligns columns, numbers to the right, by the width that a terminal gives to each character. Control characters are left
 * out. The text ends with a newline.
 */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => stringWidth(show(line[column] ?? '')))),
  );
  const format = (line: readonly Cell[]) =>
    widths
      .map((width, column) => pad(line[column] ?? '', width))
      .join('  ')
      .trimEnd();
  return `${lines.map(format).join('\n')}\n`;
}

function pad(cell: Cell, width: number): string {
  const text = show(cell);
  const space = ' '.repeat(width - stringWidth(text));
  return typeof cell === 'number' ? space + text : text + space;
}

const characters = new Intl.Segmenter();

/** Cuts a text that takes more than `width` columns of a terminal, between characters. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let [kept, taken] = ['', 0];
  for (const { segment } of characters.segment(text)) {
    taken += stringWidth(segment);
    if (taken > width) break;
    kept += segment;
  }
  return `${kept}…`;
}
