/** One step of the schema: plain SQL both ways, each run in one transaction. */
export interface Migration {
  /** Sorts by its number; recorded in `schema_migrations`. */
  readonly name: string;
  readonly up: string;
  readonly down: string;
}
