import { formatCount } from '../../../lib/format.js';
import { table } from '../../../lib/table.js';
import type { Summary } from '../source.js';
import { unusedColumns } from './match.js';
import { modelNames, type ModelName } from './models.js';
import type { AccountNotes } from './notes.js';
import { machinePlan, type Plan } from './plan.js';

interface Outcome {
  plan: Plan;
  /** The number of rows of each model that were read. */
  read: Readonly<Partial<Record<ModelName, number>>>;
  notes: AccountNotes;
}

/** Says what was read, and everything that was not. */
export function summaryOf({ plan, read, notes }: Outcome): Summary {
  const leftOut = modelNames.flatMap((model) => {
    const count = (plan.rows[model] ?? 0) - (read[model] ?? 0);
    return count > 0 ? [{ model, table: plan.matches[model]?.table.name ?? '', rows: count }] : [];
  });
  const { passwords, inactive, superusers } = notes;
  return {
    text: [
      table(['accounts', 'number'], accountRows(notes)),
      ...leftOut.map(
        (each) =>
          `${each.table}: rows left out because they are deleted, or belong to what is: ${formatCount(each.rows)}\n`,
      ),
      ...unusedLines(plan),
      otherTables(plan),
    ].join('\n'),
    machine: {
      tables: machinePlan(plan),
      ...{ deletedRows: leftOut, otherTables: plan.others, passwords, inactive, superusers },
    },
  };
}

function accountRows({ passwords, inactive, superusers }: AccountNotes): [string, number | string][] {
  const unsupported = Object.entries(passwords.unsupported);
  return [
    ['with a password that is accepted here', passwords.kept],
    ['without a password in the Django system', passwords.none],
    ...unsupported.map(([kind, count]): [string, number] => [
      `without a password, because ${kind} is not supported`,
      count,
    ]),
    ['inactive: without password and e-mail address here, so that they stay closed', inactive],
    ...(superusers.length > 0
      ? [['superusers, who have no special rights here', superusers.join(', ')] as [string, string]]
      : []),
  ];
}

function unusedLines({ matches }: Plan): string[] {
  return modelNames.flatMap((model) => {
    const match = matches[model];
    const unused = match ? unusedColumns(match) : [];
    return match && unused.length > 0
      ? [`${match.table.name}: columns that are not imported: ${unused.join(', ')}\n`]
      : [];
  });
}

function otherTables({ others }: Plan): string {
  const filled = others.filter(({ rows }) => rows !== 0);
  if (filled.length === 0) return '';
  const shown = filled.map((each) => [each.table, each.rows ?? 'not readable']);
  return table(['not imported: there is no table for it here', 'rows'], shown);
}
