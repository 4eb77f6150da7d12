/** One step of the schema: plain SQL both ways, each run in one transaction. */
export interface Migration {
  /** Sorts by its number; recorded in `schema_migrations`. */
  readonly name: string;
  readonly up: string;
  readonly down: string;
  /**
   * Set when the statements of the release that adds the migration also run without it, because it only makes them faster
   * or removes what is no longer used (contract). Not set when it adds what they use (expand).
   */
  readonly optional?: true;
}
