/** For each rule, by its name: a file with one import that the rule has to find. */
export type Planted = Record<string, [file: string, code: string]>;

/** Files that break no rule, and that the planted ones import. */
export type Harmless = Record<string, string>;
