import type { Database, Queryable, Tx } from '../../src/postgres/queryable.js';
import { statement, type Statement } from '../../src/postgres/statement.js';

/** A node of a plan, as EXPLAIN writes it. */
export interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Plan Rows'?: number;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** How Postgres ran one statement, and how it would run it for values it does not know. */
export interface Explained {
  name: string;
  /** Has no actual figures when the statement writes. */
  plan: PlanNode;
  generic: PlanNode;
}

export interface Explainer {
  /** The same database or transaction, except that it keeps the plans of its statements. */
  of<Q extends Queryable | Tx>(q: Q): Q;
  /** The plans since the last call. */
  take(): Explained[];
}

const version = statement<{ version: number }>(
  'test.server_version',
  "SELECT current_setting('server_version_num')::int AS version",
);

/** Postgres 15, the oldest that is supported, can only explain a statement whose values it knows. */
export async function explainsGenericPlans(database: Database): Promise<boolean> {
  const [row] = await database.query(version);
  return (row?.version ?? 0) >= 160_000;
}

const writes = /\b(INSERT|UPDATE|DELETE)\b/;

/** Plans are made on connections of `database`, so those of a transaction leave it alone. */
export function createExplainer(database: Database): Explainer {
  const taken: Explained[] = [];
  return {
    of: (q) => ({
      ...q,
      query: async <Row>(statement: Statement<Row>, values?: readonly unknown[]) => {
        taken.push(await explain(database, statement, values ?? []));
        return q.query(statement, values);
      },
    }),
    take: () => taken.splice(0),
  };
}

function explain(
  database: Database,
  { name, text }: Statement<unknown>,
  values: readonly unknown[],
): Promise<Explained> {
  return database.withClient(async (client) => {
    const read = async (options: string, parameters?: unknown[]): Promise<PlanNode> => {
      const { rows } = await client.query(`EXPLAIN (${options}, FORMAT JSON) ${text}`, parameters);
      return rows[0]['QUERY PLAN'][0].Plan as PlanNode;
    };
    const plan = await read(writes.test(text) ? 'COSTS' : 'ANALYZE', [...values]);
    // This has to run without the values, which only the simple protocol allows.
    return { name, plan, generic: await read('GENERIC_PLAN') };
  });
}

export const nodesOf = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** Rows that the node returned in all its loops. */
export const rowsOf = (node: PlanNode): number => (node['Actual Rows'] ?? 0) * (node['Actual Loops'] ?? 0);

/** Rows that the plan's scans read. */
export function rowsRead(plan: PlanNode): number {
  const scans = nodesOf(plan).filter((node) => node['Relation Name'] !== undefined);
  const removed = (node: PlanNode) => (node['Rows Removed by Filter'] ?? 0) * (node['Actual Loops'] ?? 0);
  return scans.reduce((total, node) => total + rowsOf(node) + removed(node), 0);
}
