/** Where `actual` leaves `expected`, with both lines; undefined when they are the same. */
export function firstDifference(expected: string, actual: string): string | undefined {
  if (expected === actual) return undefined;
  const [was, is] = [expected.split('\n'), actual.split('\n')];
  const line = is.findIndex((text, index) => text !== was[index]);
  const at = line === -1 ? is.length : line;
  const show = (text: string | undefined) =>
    text === undefined ? 'the end of the file' : text.trim() || 'an empty line';
  return `from line ${at + 1} on: there ${show(was[at])}, here ${show(is[at])}`;
}
