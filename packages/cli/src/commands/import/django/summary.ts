import { formatCount } from '../../../lib/format.js';
import { table } from '../../../lib/table.js';
import type { Summary } from '../sources.js';
import { unusedColumns } from './match.js';
import { modelNames, type ModelName } from './models.js';
import type { AccountNotes } from './notes.js';
import { machinePlan, printedPlan, type Plan } from './plan.js';

interface Outcome {
  plan: Plan;
  /** How many rows of each model were read. */
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
    plan: printedPlan(plan),
    text: [
      ...accountLines(notes),
      ...leftOut.map((each) => `${each.table}: ${formatCount(each.rows)} deleted rows were left out.\n`),
      ...unusedLines(plan),
      otherTables(plan),
    ].join(''),
    machine: {
      tables: machinePlan(plan),
      ...{ deletedRows: leftOut, otherTables: plan.others, passwords, inactive, superusers },
    },
  };
}

function accountLines({ passwords, inactive, superusers }: AccountNotes): string[] {
  const unsupported = Object.entries(passwords.unsupported);
  const lines = [
    `${formatCount(passwords.kept)} accounts keep their password; ${formatCount(passwords.none)} had none.`,
    ...unsupported.map(
      ([kind, count]) =>
        `${formatCount(count)} accounts have no password any more, because it was hashed with ${kind}.`,
    ),
    inactive > 0 &&
      `${formatCount(inactive)} inactive accounts have neither password nor e-mail address here, so that they stay closed.`,
    superusers.length > 0 &&
      `Superusers of the Django system have no special rights here: ${superusers.join(", ")}.`,
  ];
  return lines.filter((line) => line !== false).map((line) => `${line}\n`);
}

function unusedLines({ matches }: Plan): string[] {
  return modelNames.flatMap((model) => {
    const match = matches[model];
    const unused = match ? unusedColumns(match) : [];
    return match && unused.length > 0
      ? [`${match.table.name}: these columns are not imported: ${unused.join(', ')}.\n`]
      : [];
  });
}

function otherTables({ others }: Plan): string {
  if (others.length === 0) return '';
  const rows = others.map((each) => [each.table, each.rows ?? 'not readable']);
  return `\n${table(['not imported, because there is no table for it here', 'rows'], rows)}`;
}
