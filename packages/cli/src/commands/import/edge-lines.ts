import { textLines } from '../../lib/text-lines.js';

export interface Edge {
  line: number;
  from: string;
  to: string;
}

/** Leaves room for the prefix in a username. */
const maxIdLength = 140;

const usableId = /^[a-z\d._-]+$/i;
/** SNAP begins comments with `#`, KONECT and Matrix Market with `%`. */
const comment = /^[#%]/;
const number = /^-?\d+$/;

/**
 * Streams the edges of a list: two ids on each line that is neither empty nor a comment.
 * @param onInvalid receives each other line and what is wrong with it; the line is skipped
 * @throws TextFault when the file is not UTF-8 text
 */
export async function* readEdges(
  file: string,
  onInvalid: (line: number, reason: string, text: string) => void,
): AsyncGenerator<Edge> {
  let line = 0;
  let edges = 0;
  let first: Edge | undefined;
  for await (const text of textLines(file)) {
    line += 1;
    const ends = text.trim().split(/\s+/);
    if (ends[0] === '' || comment.test(ends[0] ?? '')) continue;
    const [from = '', to = ''] = ends;
    const problem = problemOf(text, ends);
    if (problem !== undefined) {
      onInvalid(line, problem, text);
      continue;
    }
    edges += 1;
    const edge = { line, from, to };
    if (edges === 1) first = edge;
    else if (edges === 2 && first && isHeader(first, edge))
      onInvalid(first.line, headerProblem, `${first.from} ${first.to}`);
    yield edge;
  }
}

function problemOf(text: string, ends: readonly string[]): string | undefined {
  if (/[,;|"'`]/.test(text)) return 'separate the two ids with white space, without commas or quotes';
  if (ends.length === 1) return 'the line has only one id';
  if (ends.length > 2)
    return "the line has more than two columns: keep the two ids, for example with awk '{ print $1, $2 }'";
  if (!ends.every((id) => usableId.test(id)))
    return 'an id may consist only of the letters a to z, digits, "_", "-" and "."';
  return ends.every((id) => id.length <= maxIdLength)
    ? undefined
    : `an id is longer than ${maxIdLength} characters`;
}

const headerProblem =
  'the line seems to name the columns, because numbers follow: delete it or put # in front; if these are ids, move it down';

/** Many exports name their columns, which would become two accounts. */
const isHeader = (first: Edge, second: Edge): boolean =>
  ![first.from, first.to].some((id) => number.test(id)) &&
  [second.from, second.to].every((id) => number.test(id));
