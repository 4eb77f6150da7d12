import { CodedError } from '@feed/platform/errors';
import type { OutsideDatabase } from '@feed/store/import/outside-database';
import { table } from '../../../lib/table.js';
import { countRows, readCatalog, type OutsideTable } from './catalog.js';
import type { DjangoMap } from './map-file.js';
import { matchModels, unusedColumns, type Match, type Matches } from './match.js';
import { modelNames, modelOf, type ModelName } from './models.js';

/** The tables of a Django system that an import reads, and those that it leaves. */
export interface Plan {
  readonly matches: Matches;
  /** The rows in the table of each model. */
  readonly rows: Readonly<Partial<Record<ModelName, number>>>;
  /** Tables that are not read, with their rows; null when the role may not count them. */
  readonly others: readonly { table: string; rows: number | null }[];
}

/** Tables of Django itself, which mean nothing outside of it. */
const ofDjango = /^(django_|auth_(?!user$))/;

/** @throws CodedError INVALID_INPUT when a table or a column is not found */
export async function readPlan(database: OutsideDatabase, map: DjangoMap): Promise<Plan> {
  const catalog = await readCatalog(database);
  if (catalog.length === 0)
    throw new CodedError(
      'INVALID_INPUT',
      'the Django database has no tables that this role may see: check its name, and the search_path of the role',
    );
  const matches = matchModels(catalog, map);
  const matched = modelNames.flatMap((model) => {
    const match = matches[model];
    return match ? [{ model, name: match.table.name }] : [];
  });
  const rows: Partial<Record<ModelName, number>> = {};
  for (const { model, name } of matched) rows[model] = await countRows(database, name);
  const taken = new Set(matched.map(({ name }) => name));
  return { matches, rows, others: await countOthers(database, catalog, taken) };
}

async function countOthers(
  database: OutsideDatabase,
  catalog: readonly OutsideTable[],
  taken: ReadonlySet<string>,
): Promise<Plan['others']> {
  const others = [];
  for (const { name, readable } of catalog)
    if (!taken.has(name) && !ofDjango.test(name))
      others.push({ table: name, rows: readable ? await countRows(database, name) : null });
  return others;
}

/** Each model with its table and columns, for scripts. */
export const machinePlan = ({ matches, rows }: Plan) =>
  Object.fromEntries(
    present(matches).map(([model, match]) => [
      model,
      {
        ...{ table: match.table.name, rows: rows[model] ?? 0, columns: match.columns },
        unusedColumns: unusedColumns(match),
      },
    ]),
  );

const present = (matches: Matches): [ModelName, Match][] =>
  modelNames.flatMap((model) => {
    const match = matches[model];
    return match ? [[model, match] as [ModelName, Match]] : [];
  });

/** The tables and columns as a person checks them. */
export function printedPlan({ matches, rows }: Plan): string {
  const tables = modelNames.map((model) => [model, matches[model]?.table.name ?? 'none', rows[model] ?? 0]);
  const columns = present(matches).flatMap(([model, { columns: found }]) =>
    Object.keys(modelOf(model).fields).map((field) => [
      `${model}.${field}`,
      (found as Record<string, string | undefined>)[field] ?? 'none',
    ]),
  );
  return `${table(['model', 'table', 'rows'], tables)}\n${table(['field', 'column'], columns)}`;
}
