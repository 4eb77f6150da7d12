const hints: readonly (readonly [RegExp, string])[] = [
  [/^username /, 'give it another name under "usernames" in the file of --map-file'],
  [/is a path/, 'pass --media-url with the address below which the files are served'],
  [/repeats an earlier row/, 'delete or change one of the two in the Django database'],
  [/belongs to an existing account/, 'import into an empty database, or change it in the Django database'],
  [/is not in (users|posts|comments)$/, 'delete it in the Django database, or import what it refers to'],
];

/** Says how a fault can be removed. */
export const hintFor = (reason: string): string =>
  hints.find(([pattern]) => pattern.test(reason))?.[1] ?? 'correct it in the Django database';
