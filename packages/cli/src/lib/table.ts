import { formatCount } from './format.js';

export type Cell = string | number;

const show = (cell: Cell): string => (typeof cell === 'number' ? formatCount(cell) : cell);

/** Aligns columns, numbers to the right. The text ends with a newline. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => show(line[column] ?? '').length)));
  const format = (line: readonly Cell[]) =>
    widths
      .map((width, column) => pad(line[column] ?? '', width))
      .join('  ')
      .trimEnd();
  return `${lines.map(format).join('\n')}\n`;
}

const pad = (cell: Cell, width: number): string =>
  typeof cell === 'number' ? show(cell).padStart(width) : cell.padEnd(width);
