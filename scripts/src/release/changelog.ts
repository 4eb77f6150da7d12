/** The entries of one release under their headings, such as "Features". */
type Entries = Map<string, string[]>;

/** A changelog as lerna writes it, around its newest release. */
interface Changelog {
  /** Down to the heading of the newest release, which is part of it. */
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
 * The changelog of a service whose newest release also tells what changed in the packages that it is built of: lerna
 * writes no more than "Version bump only" of these, and whoever rolls the service out reads one file.
 * @param packages the changelogs of those that were released with it
 */
export function withPackages(service: string, packages: readonly string[]): string {
  const { head, rest } = split(service);
  const entries = merged([service, ...packages].map((text) => entriesOf(split(text).newest)));
  if (entries.size === 0) return service;
  return `${head}${written(entries)}${rest === '' ? '' : `\n${rest}`}`;
}

/** What the newest release brought, without its heading. */
export const newestRelease = (changelog: string): string => split(changelog).newest.trim();
