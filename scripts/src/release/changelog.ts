/** The entries of one release under their headings, such as "Features". */
type Entries = Map<string, string[]>;

/** A changelog as lerna writes it, split around its newest release. */
interface Changelog {
  /** Everything down to and including the heading of the newest release. */
  readonly head: string;
  readonly newest: string;
  readonly rest: string;
}

const releaseHeading = /^#{1,2} \[?\d+\.\d+\.\d+/m;

function split(text: string): Changelog {
  const start = text.search(releaseHeading);
  if (start === -1) return { head: text, newest: '', rest: '' };
  const body = text.indexOf('\n', start) + 1;
  const next = text.slice(body).search(releaseHeading);
  const end = next === -1 ? text.length : body + next;
  return { head: text.slice(0, body), newest: text.slice(body, end), rest: text.slice(end) };
}

function entriesOf(newest: string): Entries {
  const entries: Entries = new Map();
  for (const part of newest.split(/^### /m).slice(1)) {
    const [heading = '', ...body] = part.split('\n');
    entries.set(
      heading,
      body
        .join('\n')
        .split(/^(?=\* )/m)
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    );
  }
  return entries;
}

function merged(all: readonly Entries[]): Entries {
  const result: Entries = new Map();
  for (const [heading, entries] of all.flatMap((each) => [...each]))
    result.set(heading, [...new Set([...(result.get(heading) ?? []), ...entries])]);
  return result;
}

const written = (entries: Entries): string =>
  [...entries].map(([heading, texts]) => `\n### ${heading}\n\n${texts.join('\n')}\n`).join('');

/**
 * The changelog of a service, whose newest release also gets the entries of the packages it is built from. lerna only
 * writes "Version bump only" for these, and an operator should find all changes in one file.
 * @param packages changelogs of the packages that were released with it
 */
export function withPackages(service: string, packages: readonly string[]): string {
  const { head, rest } = split(service);
  const entries = merged([service, ...packages].map((text) => entriesOf(split(text).newest)));
  if (entries.size === 0) return service;
  return `${head}${written(entries)}${rest === '' ? '' : `\n${rest}`}`;
}

/** The entries of the newest release, without its heading. */
export const newestRelease = (changelog: string): string => split(changelog).newest.trim();
