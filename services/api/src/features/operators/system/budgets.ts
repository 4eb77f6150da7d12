import { hostBudgetLimits, type HostLimit } from '@feed/platform/host-limits';
import type { SeenProcess } from '@feed/store/operators/processes/process';
import type { BudgetState } from '../../../kit/schema-types.js';
import { runbookOf } from './runbooks.js';

export interface HostBudget {
  host: string;
  component: string;
  processId: string | null;
  resource: string;
  unit: string;
  used: number | null;
  limit: number;
  ratio: number | null;
  state: BudgetState;
  measuredAt: Date | null;
  runbook: string;
}

/** A measurement of one resource. */
export interface Measured {
  host: string;
  resource: string;
  used: number;
  processId: string | null;
  measuredAt: Date;
}

/** As in the alerts: above this share of a limit, an operator has to act. */
const warnAbove = 0.8;

const units: Readonly<Record<string, string>> = {
  memory_bytes: 'bytes',
  disk_bytes: 'bytes',
  database_bytes: 'bytes',
  connections: 'connections',
  commands_per_second: 'commands per second',
};

/** The measurements of the processes that run, each of its own resources. */
export const measuredBy = (processes: readonly SeenProcess[]): Measured[] =>
  processes
    .filter(({ isRunning }) => isRunning)
    .flatMap(({ id, seenAt, usage }) =>
      usage.map((reading) => ({ ...reading, processId: id, measuredAt: seenAt })),
    );

/** A row for each measurement, and one for each resource that was not measured. */
export const budgetsOf = (measurements: readonly Measured[]): HostBudget[] =>
  hostBudgetLimits.flatMap((limit) => {
    const found = measurements.filter(
      ({ host, resource }) => host === limit.host && resource === limit.resource,
    );
    return found.length > 0 ? found.map((one) => budgetOf(limit, one)) : [budgetOf(limit)];
  });

function budgetOf({ host, component, resource, limit }: HostLimit, measured?: Measured): HostBudget {
  const ratio = measured ? measured.used / limit : null;
  return {
    ...{ host, component, resource, limit, ratio },
    processId: measured?.processId ?? null,
    unit: units[resource] ?? resource,
    used: measured?.used ?? null,
    state: stateOf(ratio),
    measuredAt: measured?.measuredAt ?? null,
    runbook: runbookOf(host, resource),
  };
}

function stateOf(ratio: number | null): BudgetState {
  if (ratio === null) return 'UNKNOWN';
  if (ratio >= 1) return 'FULL';
  return ratio > warnAbove ? 'WARN' : 'OK';
}
