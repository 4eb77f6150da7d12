/** The tables that store counters, each with the condition for a row `t` whose counters are kept up to date. */
export const countedTables = {
  users: 'true',
  posts: 't.deleted_at IS NULL',
  comments: 't.deleted_at IS NULL',
} as const;

export type CountedTable = keyof typeof countedTables;

/** The SQL that counts for the row `t`, by the stored counter as `table.column`. */
export type CounterRules = Readonly<Record<`${CountedTable}.${string}`, string>>;
