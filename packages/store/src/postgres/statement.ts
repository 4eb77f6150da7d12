/** A named SQL text. */
export interface Statement<Row> {
  /**
   * Its subject and its action, such as `posts.insert`. It labels metrics and, on direct connections, names the
   * prepared statement: at most 63 bytes, unique in the process.
   */
  readonly name: string;
  readonly text: string;
  /** False for a text that is rarely run again, so that a prepared statement would not pay off. Default true. */
  readonly prepared?: boolean;
  /** Never set: it carries the row type. */
  readonly row?: Row;
}

export type StatementName<Subject extends string = string> = `${Subject}.${string}`;

type MakeStatement<Subject extends string> = <Row>(
  name: StatementName<Subject>,
  text: string,
) => Statement<Row>;

export const statement: MakeStatement<string> = (name, text) => ({ name, text });

/** `statement` for the subjects of one domain, which it contributes to the label of the metrics. */
export function statementsAbout<Subject extends string>(_: readonly Subject[]): MakeStatement<Subject> {
  return statement;
}

/** Subjects of the statements of this folder, and of the packages that build on the store. */
export const subjects = ['events', 'idempotency', 'ping', 'schema', 'tasks'] as const;
