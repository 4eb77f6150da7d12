import hosts from './hosts.json' with { type: 'json' };
import type { Metrics } from './metrics.js';

/**
 * The resource envelopes of the hosts that the four components are made to fit, in bytes, seconds and counts.
 * `budget` is the part of a limit that this system allows itself, a rollout included.
 */
export const hostLimits = hosts;

/** What `host_budget_ratio` can report, and the limit that counts as 1. */
const budgetLimits = {
  pythonanywhere: { disk_bytes: hosts.pythonanywhere.diskBytes },
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

export interface HostBudgets {
  /** Reports what is used of a resource, in the unit of its name. */
  set<H extends Host>(host: H, resource: HostResource<H>, used: number): void;
}

/**
 * Declares `host_budget_ratio{host,resource}`: used / limit, 1 is full. A process shows only the resources
 * that it measures, so the labels are not initialised.
 */
export function hostBudgets(metrics: Metrics): HostBudgets {
  const gauge = metrics.gauge({
    name: 'host_budget_ratio',
    help: "Share of a host's limit that is used; 1 is full.",
    labels: { host: 'bounded', resource: 'bounded' },
  });
  return {
    set: (host, resource, used) => {
      const limits: Record<string, number> = budgetLimits[host];
      gauge.set({ host, resource }, used / (limits[resource] ?? Number.NaN));
    },
  };
}
