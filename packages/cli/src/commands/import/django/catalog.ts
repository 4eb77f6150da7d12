import type { OutsideDatabase } from '@feed/store/import/outside-database';

export interface OutsideTable {
  readonly name: string;
  /** Whether the role may read it. */
  readonly readable: boolean;
  /** The type of each column, by its name. */
  readonly columns: ReadonlyMap<string, string>;
}

interface Row {
  table: string;
  readable: boolean;
  column: string;
  type: string;
}

const selectColumns = `
  SELECT c.table_name AS "table", c.column_name AS "column", c.data_type AS type,
         has_table_privilege(format('%I.%I', c.table_schema, c.table_name), 'SELECT') AS readable
  FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
  WHERE t.table_type = 'BASE TABLE' AND c.table_schema = ANY(current_schemas(false))
  ORDER BY c.table_name, c.ordinal_position`;

/** The tables in the schemas of the search path, in the order of their names. */
export async function readCatalog(database: OutsideDatabase): Promise<OutsideTable[]> {
  const tables = new Map<string, { readable: boolean; columns: Map<string, string> }>();
  for (const { table, readable, column, type } of await database.query<Row>(selectColumns)) {
    const known = tables.get(table) ?? { readable, columns: new Map<string, string>() };
    tables.set(table, known);
    known.columns.set(column, type);
  }
  return [...tables].map(([name, { readable, columns }]) => ({ name, readable, columns }));
}

/** A name as SQL has it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export async function countRows(database: OutsideDatabase, table: string): Promise<number> {
  const [row] = await database.query<{ n: string }>(`SELECT count(*) AS n FROM ${quoted(table)}`);
  return Number(row?.n ?? 0);
}
