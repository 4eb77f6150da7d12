import { cpus, totalmem } from 'node:os';

/** The rounds from which on a result is one. */
const enoughRounds = 3;

export function machine(rounds: number): string {
  const processors = cpus();
  const gigabytes = (totalmem() / 2 ** 30).toFixed(1);
  const few =
    rounds < enoughRounds ? `\nNOT A RESULT: only ${rounds} of at least ${enoughRounds} rounds.` : '';
  return `Node ${process.version}, ${processors.length} × ${processors[0]?.model ?? 'processor'}, ${gigabytes} GB, ${process.platform}${few}\n`;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return ((low ?? NaN) + (high ?? NaN)) / 2;
}

/** A number in at most `digits` decimals, or a dash where there is none. */
export const shown = (value: number, digits = 2): string =>
  Number.isFinite(value) ? value.toFixed(digits) : '-';

/** A Markdown table whose columns are as wide as their widest cells. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((name, at) =>
    Math.max(name.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(' | ')} |\n`;
  const rule = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |\n`;
  return line(header) + rule + rows.map(line).join('');
}
