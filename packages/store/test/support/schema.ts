import type { Model, ModelStatic } from 'sequelize';
import { tables } from '../../src/postgres/models/models.js';
import type { Database } from '../../src/postgres/database.js';
import { statement } from '../../src/postgres/statement.js';

/** One line per column, with its type, default and foreign key. */
export type Description = string[];

interface Described {
  table: string;
  column: string;
  type: string;
  optional: boolean;
  value: string | null;
  key: boolean;
  /** `table.column` that it refers to, and what happens to the row when that is deleted. */
  target: string | null;
}

const columns = statement<Described>(
  'test.columns',
  `SELECT c.relname AS table, a.attname AS column, NOT a.attnotnull AS optional,
     CASE WHEN t.typtype = 'e'
       THEN (SELECT 'ENUM ' || string_agg(enumlabel, ' ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)
       ELSE format_type(a.atttypid, a.atttypmod) END AS type,
     pg_get_expr(d.adbin, d.adrelid) AS value,
     EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary AND a.attnum = ANY(i.indkey)) AS key,
     (SELECT f.confrelid::regclass::text || '.' || r.attname || ' ' || f.confdeltype::text
      FROM pg_constraint f JOIN pg_attribute r ON r.attrelid = f.confrelid AND r.attnum = f.confkey[1]
      WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.conkey = ARRAY[a.attnum]) AS target
   FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     JOIN pg_type t ON t.oid = a.atttypid
     LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
   WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'schema_migrations'`,
);

const line = ({ table, column, type, optional, value, key, target }: Described): string =>
  [
    `${table}.${column} ${type}`,
    ...(key ? ['primary key'] : []),
    ...(optional ? ['nullable'] : []),
    ...(value === null ? [] : [`default ${value}`]),
    ...(target === null ? [] : [`refers to ${target}`]),
  ].join(', ');

/** Describes what the migrations have created. */
export async function migratedSchema(database: Database): Promise<Description> {
  // For example, 'pending'::task_state becomes pending.
  const bare = (value: string | null) => value?.replace(/^'(.*)'::\w+$/, '$1') ?? null;
  return (await database.query(columns)).map((row) => line({ ...row, value: bare(row.value) })).toSorted();
}

const types: Readonly<Record<string, string>> = {
  BLOB: 'bytea',
  DATE: 'timestamp with time zone',
};

interface Attribute {
  field?: string;
  type: string | { key: string; values?: string[] };
  allowNull?: boolean;
  primaryKey?: boolean;
  defaultValue?: unknown;
  references?: { model: string; key: string };
  onDelete?: string;
}

const valueOf = (value: unknown): string | null => {
  if (value === undefined) return null;
  const literal = value as { val?: unknown };
  return String(literal.val ?? value);
};

/** The letter that `pg_constraint.confdeltype` uses. */
const deletion = ({ onDelete }: Attribute): string => (onDelete === 'CASCADE' ? 'c' : `${onDelete}`);

function typeOf({ type }: Attribute): string {
  if (typeof type === 'string') return type;
  const { key, values } = type;
  return values ? `ENUM ${values.join(' ')}` : (types[key] ?? key.toLowerCase());
}

function described(table: string, name: string, attribute: Attribute): Described {
  const { field, allowNull, primaryKey, defaultValue, references } = attribute;
  return {
    table,
    column: field ?? name,
    type: typeOf(attribute),
    optional: allowNull !== false,
    key: primaryKey === true,
    value: valueOf(defaultValue),
    target: references ? `${references.model}.${references.key} ${deletion(attribute)}` : null,
  };
}

/** Describes what the models declare, in the same words. */
export function declaredSchema(): Description {
  const models = Object.values(tables).map(({ model }) => model as unknown as ModelStatic<Model>);
  return models
    .flatMap((model) =>
      Object.entries(model.getAttributes() as Record<string, unknown>).map(([name, attribute]) =>
        line(described(String(model.getTableName()), name, attribute as Attribute)),
      ),
    )
    .toSorted();
}
