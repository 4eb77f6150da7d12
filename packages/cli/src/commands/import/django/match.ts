import { CodedError } from '@feed/platform/errors';
import type { OutsideTable } from './catalog.js';
import type { DjangoMap } from './map-file.js';
import { modelNames, modelOf, type Field, type FieldName, type FieldType, type ModelName } from './models.js';

/** The table of a model. */
export interface Match<M extends ModelName = ModelName> {
  readonly table: OutsideTable;
  /** The column of each field that the table has. */
  readonly columns: Readonly<Partial<Record<FieldName<M>, string>>>;
}

export type Matches = { readonly [M in ModelName]?: Match<M> } & { readonly user: Match<'user'> };

const types: Readonly<Record<FieldType, RegExp>> = {
  id: /^(uuid|integer|bigint|smallint|text|character varying)$/,
  text: /^(text|character varying|character|USER-DEFINED)$/,
  time: /^(timestamp with(out)? time zone|date)$/,
  flag: /^boolean$/,
};

/**
 * Finds the table of each model, and the column of each field.
 * @throws CodedError INVALID_INPUT with everything that is missing or ambiguous
 */
export function matchModels(tables: readonly OutsideTable[], map: DjangoMap): Matches {
  const problems: string[] = [];
  const found: Record<string, Match> = {};
  for (const model of modelNames) {
    const result = matchModel(model, tables, map);
    if (typeof result === 'string') problems.push(result);
    else if (result) found[model] = result;
  }
  if (map.tables.user === null) problems.push('user: the table of the accounts is needed');
  if (problems.length > 0)
    throw new CodedError(
      'INVALID_INPUT',
      `the tables of the Django system were not understood:\n- ${problems.join('\n- ')}`,
    );
  return found as Matches;
}

/** @returns the problem, if there is one; undefined for a model that the operator leaves out */
function matchModel(
  model: ModelName,
  tables: readonly OutsideTable[],
  map: DjangoMap,
): Match | string | undefined {
  const named = map.tables[model];
  if (named === null) return undefined;
  if (named !== undefined) {
    const table = tables.find(({ name }) => name === named);
    return table ? matchColumns(model, table, map) : `${model}: there is no table "${named}"`;
  }
  const results = candidates(model, tables).map((table) => matchColumns(model, table, map));
  const complete = results.filter((result) => typeof result !== 'string');
  if (complete.length === 1) return complete[0];
  if (complete.length > 1)
    return `${model}: it may be ${complete.map(({ table }) => table.name).join(' or ')}: choose with --map ${model}=TABLE`;
  return (
    results.find((result) => typeof result === 'string') ??
    `${model}: no table is called after it: name it with --map ${model}=TABLE, or leave it out with --map ${model}=none`
  );
}

const candidates = (model: ModelName, tables: readonly OutsideTable[]): OutsideTable[] =>
  tables.filter(({ name }) => ownerOf(name) === model);

/** The model whose name ends the name of a table; the longest counts, because "post_like" also ends with "like". */
function ownerOf(table: string): ModelName | undefined {
  const lower = table.toLowerCase();
  const lengths = modelNames.map((model) => {
    const fitting = modelOf(model).names.filter((name) => lower === name || lower.endsWith(`_${name}`));
    return { model, length: Math.max(0, ...fitting.map((name) => name.length)) };
  });
  const longest = lengths.reduce((best, each) => (each.length > best.length ? each : best));
  return longest.length > 0 ? longest.model : undefined;
}

function matchColumns(model: ModelName, table: OutsideTable, map: DjangoMap): Match | string {
  if (!table.readable) return `${model}: the role may not read ${table.name}`;
  const columns: Record<string, string> = {};
  const problems: string[] = [];
  for (const [name, field] of Object.entries(modelOf(model).fields)) {
    const result = columnOf(field, table, map.columns[model]?.[name]);
    if (result !== undefined && 'problem' in result) problems.push(`${name} (${result.problem})`);
    else if (result !== undefined) columns[name] = result.column;
  }
  const hint = `name it in the file of --map-file, under columns.${model}`;
  if (problems.length > 0)
    return `${model}: ${table.name} lacks a column for ${problems.join(', ')}: ${hint}`;
  return { table, columns } as Match;
}

/** @param named by the operator; null for none. @returns undefined for a field that the import does without */
function columnOf(
  { type, columns, required }: Field,
  table: OutsideTable,
  named: string | null | undefined,
): { column: string } | { problem: string } | undefined {
  if (named === null) return required === 'always' ? { problem: 'it cannot be left out' } : undefined;
  const column = named ?? columns.find((name) => table.columns.has(name));
  if (column === undefined) return required ? { problem: `not called ${columns.join(', ')}` } : undefined;
  const found = table.columns.get(column);
  if (found === undefined) return { problem: `there is no column "${column}"` };
  return types[type].test(found) ? { column } : { problem: `"${column}" is of type ${found}` };
}

/** Columns of a matched table that hold what nothing here has a place for. */
export const unusedColumns = ({ table, columns }: Match): string[] => {
  const used = new Set(Object.values<string | undefined>(columns));
  return [...table.columns.keys()].filter((name) => !used.has(name));
};
