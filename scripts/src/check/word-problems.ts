export interface WordList {
  /** Regular expressions, matched regardless of case, and what to write instead. */
  readonly avoid: readonly { readonly find: string; readonly write: string }[];
  /** Quotes that may contain such words, for example messages of the original system. */
  readonly allowed: readonly string[];
  /** Ends of paths that are not read. */
  readonly skip: readonly string[];
}

/** One line for each phrase to avoid, `path:line: …`, with what to write instead. */
export function wordProblems(path: string, text: string, { avoid, allowed, skip }: WordList): string[] {
  if (skip.some((end) => path.endsWith(end))) return [];
  const patterns = avoid.map(({ find, write }) => ({ pattern: new RegExp(find, 'i'), write }));
  return text.split('\n').flatMap((line, index) => {
    const own = allowed.reduce((rest, quote) => rest.replaceAll(quote, ''), line);
    return patterns.flatMap(({ pattern, write }) => {
      const found = pattern.exec(own)?.[0].trim();
      return found === undefined ? [] : [`${path}:${index + 1}: instead of "${found}" write: ${write}`];
    });
  });
}
