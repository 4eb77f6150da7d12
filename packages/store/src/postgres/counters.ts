/** The tables that keep counters, each with the condition for a row `t` whose counters are kept. */
export const countedTables = {
  users: 'true',
  posts: 't.deleted_at IS NULL',
  comments: 't.deleted_at IS NULL',
} as const;

export type CountedTable = keyof typeof countedTables;

/** By kept counter, as `table.column`: the SQL that counts, for the row `t`. */
export type CounterRules = Readonly<Record<`${CountedTable}.${string}`, string>>;
