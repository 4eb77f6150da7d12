import type { Entry } from './files.js';

const aspects = ['kind', 'mode', 'owner', 'modified', 'size', 'content'] as const;

/** One line for each difference between two images, sorted by path. */
export function differences(first: readonly Entry[], second: readonly Entry[]): string[] {
  const others = new Map(second.map((entry) => [entry.path, entry]));
  const known = new Set(first.map(({ path }) => path));
  return [
    ...first.flatMap((entry) => compareEntry(entry, others.get(entry.path))),
    ...second.filter(({ path }) => !known.has(path)).map(({ path }) => `${path}: only in the second`),
  ].sort();
}

function compareEntry(entry: Entry, other: Entry | undefined): string[] {
  if (other === undefined) return [`${entry.path}: only in the first`];
  return aspects
    .filter((aspect) => entry[aspect] !== other[aspect])
    .map((aspect) => `${entry.path}: ${aspect} ${entry[aspect] ?? 'none'}, then ${other[aspect] ?? 'none'}`);
}
