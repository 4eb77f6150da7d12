import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** A committed file whose content follows from others. */
export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: string;
}

/** Formats the content as `npm run format` would. */
export const formatted = async ({ path, content }: GeneratedFile): Promise<GeneratedFile> => ({
  path,
  content: await format(content, { ...(await resolveConfig(path)), filepath: path }),
});

/** One line for each file that differs from what it should contain. */
export const outdated = (files: readonly GeneratedFile[]): string[] =>
  files.flatMap(({ path, content }) => {
    const difference = firstDifference(existsSync(path) ? readFileSync(path, 'utf8') : '', content);
    return difference === undefined ? [] : [`${path} is outdated, ${difference}`];
  });

/**
 * Writes the files when the command line has `--write`; without it, compares them with what is committed.
 * @param problems found elsewhere, which are printed as well
 * @returns the exit code
 */
export function writeOrCompare(files: readonly GeneratedFile[], problems: readonly string[] = []): number {
  if (process.argv.includes('--write')) {
    for (const { path, content } of files) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    process.stdout.write(`${files.length} files written\n`);
  }
  const found = [...outdated(files), ...problems];
  process.stdout.write(found.map((problem) => `${problem}\n`).join(''));
  return found.length === 0 ? 0 : 1;
}

const shownCharacters = 200;

/** The first line in which `actual` differs from `expected`, with both versions of it; undefined when they are equal. */
export function firstDifference(actual: string, expected: string): string | undefined {
  if (expected === actual) return undefined;
  const [is, should] = [actual.split('\n'), expected.split('\n')];
  const differing = should.findIndex((text, index) => text !== is[index]);
  const line = differing === -1 ? should.length : differing;
  const show = (text: string | undefined) =>
    text === undefined ? 'the end of the file' : text.trim().slice(0, shownCharacters) || 'an empty line';
  return `from line ${line + 1} on: it has ${show(is[line])}, and should have ${show(should[line])}`;
}
