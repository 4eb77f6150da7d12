import hosts from './hosts.json' with { type: 'json' };
import type { Metrics, TypedGauge } from './metrics.js';

/**
 * The limits of the hosts that the four components are designed for, in bytes, seconds and counts.
 * `budget` is the part of a limit that this system allows itself, a rollout included.
 */
export const hostLimits = hosts;

/** The resources of `host_budget_ratio`, and the amount that counts as 1: the host's limit or, if it states none, our budget. */
const budgetLimits = {
  pythonanywhere: {
    memory_bytes: hosts.pythonanywhere.budget.residentBytes,
    disk_bytes: hosts.pythonanywhere.diskBytes,
  },
  supabase: { database_bytes: hosts.supabase.databaseBytes, connections: hosts.supabase.connections },
  rediscloud: {
    memory_bytes: hosts.rediscloud.memoryBytes,
    connections: hosts.rediscloud.connections,
    commands_per_second: hosts.rediscloud.commandsPerSecond,
  },
  render: { memory_bytes: hosts.render.memoryBytes },
};

type BudgetLimits = typeof budgetLimits;
export type Host = keyof BudgetLimits;
export type HostResource<H extends Host> = keyof BudgetLimits[H] & string;

/** A limited resource of a host. */
export interface HostLimit {
  readonly host: Host;
  /** The component that runs on the host: `api`, `database`, `redis` or `worker`. */
  readonly component: string;
  readonly resource: string;
  readonly limit: number;
}

/** Every resource of `host_budget_ratio`, with its limit. */
export const hostBudgetLimits: readonly HostLimit[] = (Object.keys(budgetLimits) as Host[]).flatMap((host) =>
  Object.entries(budgetLimits[host]).map(([resource, limit]) => ({
    ...{ host, component: hosts[host].component },
    ...{ resource, limit },
  })),
);

export interface HostReading {
  readonly host: Host;
  readonly resource: string;
  /** In the unit of the resource's name. */
  readonly used: number;
}

export interface HostBudgets {
  /** Sets how much of a resource is used, in the unit of its name. */
  set<H extends Host>(host: H, resource: HostResource<H>, used: number): void;
  /** Removes the host's values, for as long as they cannot be measured. */
  clear(host: Host): void;
  /** The amounts behind the ratios that a scrape would show now. */
  readings(): HostReading[];
}

/**
 * Declares `host_budget_ratio{host,resource}`: used / limit; 1 means full. A process shows only the resources that it
 * measures. `collect` runs at every scrape and sets those that are known without asking a server.
 */
export function hostBudgets(metrics: Metrics, collect?: (budgets: HostBudgets) => void): HostBudgets {
  const hostNames = Object.keys(budgetLimits);
  const resources = [...new Set(Object.values(budgetLimits).flatMap((limits) => Object.keys(limits)))];
  const gauge: TypedGauge<{ host: string[]; resource: string[] }> = metrics.gauge({
    name: 'host_budget_ratio',
    help: "Share of a host's limit that is in use; 1 means all of it.",
    labels: { host: hostNames, resource: resources },
    unknown: true,
    collect: () => collect?.(budgets),
  });
  const known = new Map<string, HostReading>();
  const budgets: HostBudgets = {
    set: (host, resource, used) => {
      const limits: Record<string, number> = budgetLimits[host];
      gauge.set({ host, resource }, used / (limits[resource] ?? Number.NaN));
      known.set(`${host} ${resource}`, { host, resource, used });
    },
    clear: (host) => {
      for (const resource of Object.keys(budgetLimits[host])) {
        gauge.clear({ host, resource });
        known.delete(`${host} ${resource}`);
      }
    },
    readings: () => {
      collect?.(budgets);
      return [...known.values()];
    },
  };
  return budgets;
}
