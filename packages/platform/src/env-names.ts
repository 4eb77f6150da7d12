export interface Misspelling {
  /** A variable that is set and that no program reads. */
  readonly name: string;
  /** The setting that was probably meant. */
  readonly meant: string;
}

/** Passes an environment on, and adds the name of every variable that is read to `names`. */
export function recordNames(env: NodeJS.ProcessEnv, names: Set<string>): NodeJS.ProcessEnv {
  return new Proxy(env, {
    get: (target, name) => {
      names.add(String(name));
      return target[String(name)];
    },
  });
}

/**
 * Variables whose names are close to that of a setting: a letter or two differ, but not the first. An environment is full
 * of variables of other programs, so what is not close is not reported.
 */
export function misspellings(env: NodeJS.ProcessEnv, known: ReadonlySet<string>): Misspelling[] {
  const given = Object.keys(env).filter((name) => env[name] && !known.has(name));
  return given.flatMap((name) => {
    const meant = closest(name, known);
    return meant === undefined ? [] : [{ name, meant }];
  });
}

export const inWords = ({ name, meant }: Misspelling): string =>
  `${name} is not a setting: did you mean ${meant}?`;

/** In a short name, two letters are too large a part. */
const mostEdits = (name: string): number => (name.length < 8 ? 1 : 2);

function closest(name: string, known: ReadonlySet<string>): string | undefined {
  let best: string | undefined;
  let fewest = mostEdits(name) + 1;
  for (const other of known) {
    if (other[0] !== name[0] || Math.abs(other.length - name.length) >= fewest) continue;
    const edits = distance(name, other);
    if (edits < fewest) [best, fewest] = [other, edits];
  }
  return best;
}

/** The number of letters to insert, delete, replace or swap with the next one to get from one name to the other. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  const cell = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          cell(i - 1, j) + 1,
          cell(i, j - 1) + 1,
          replaced,
          swapped ? cell(i - 2, j - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return cell(a.length, b.length);
}
