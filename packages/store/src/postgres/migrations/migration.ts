/** One step of the schema: plain SQL both ways, each run in one transaction. */
export interface Migration {
  /** Sorts by its number; recorded in `schema_migrations`. */
  readonly name: string;
  readonly up: string;
  readonly down: string;
  /**
   * The statements of the release that brings it run without it as well, because it makes them faster or takes away what
   * nothing uses any more (contract). Not what they use (expand).
   */
  readonly optional?: true;
}
