import { Chip } from './chip.js';
import type { ResourcesQuery } from './documents.js';
import { inUnit, inWords, Moment } from './formats.js';

type Budget = NonNullable<ResourcesQuery['hostBudgets']>[number];

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

const names: Readonly<Record<string, string>> = {
  memory_bytes: 'Memory',
  disk_bytes: 'Disk',
  database_bytes: 'Size',
};

const hosts: Readonly<Record<string, string>> = {
  pythonanywhere: 'PythonAnywhere',
  supabase: 'Supabase',
  rediscloud: 'Redis Cloud',
  render: 'Render',
};

/** The share of each host's limits that is in use. */
export const Budgets = ({ budgets }: { budgets: readonly Budget[] }) => (
  <section aria-labelledby="console-budgets">
    <h2 id="console-budgets">Budgets of the hosts</h2>
    <p class="quiet">
      When one is nearly used up, its runbook says what to do: the section of that name in{' '}
      <code>docs/runbooks.md</code>.
    </p>
    <div class="hosts">
      {[...new Set(budgets.map(({ host }) => host))].map((host) => (
        <Host key={host} host={host} budgets={budgets.filter((each) => each.host === host)} />
      ))}
    </div>
  </section>
);

const Host = ({ host, budgets }: { host: string; budgets: readonly Budget[] }) => (
  <div class="card host">
    <h3>
      {hosts[host] ?? host} <span class="quiet">{budgets[0]?.component}</span>
    </h3>
    <ul class="budgets">
      {budgets.map((budget) => (
        <Bar key={`${budget.resource} ${budget.processId}`} budget={budget} />
      ))}
    </ul>
  </div>
);

function Bar({ budget }: { budget: Budget }) {
  const { resource, processId, state, measuredAt, runbook } = budget;
  const name = names[resource] ?? inWords(resource);
  return (
    <li class={`budget budget-${state.toLowerCase()}`}>
      <p class="budget-head">
        <span>
          {name}
          {processId && <span class="quiet"> process {processId}</span>}
        </span>
        <Chip state={state} />
      </p>
      <Meter budget={budget} name={name} />
      <p class="budget-foot quiet">
        <span>{usage(budget)}</span>
        {measuredAt && (
          <span>
            measured <Moment at={measuredAt} />
          </span>
        )}
      </p>
      <p class="quiet">
        Runbook <b>{runbook}</b>
      </p>
    </li>
  );
}

function Meter({ budget: { host, used, limit, ratio, ...budget }, name }: { budget: Budget; name: string }) {
  if (used === null || ratio === null) return <div class="meter" />;
  return (
    <div
      class="meter"
      role="meter"
      aria-label={`${name} of ${hosts[host] ?? host}`}
      aria-valuemin={0}
      aria-valuemax={limit}
      aria-valuenow={Math.min(used, limit)}
      aria-valuetext={usage({ host, used, limit, ratio, ...budget })}
    >
      <i style={{ width: `${Math.min(100, ratio * 100)}%` }} />
    </div>
  );
}

function usage({ used, limit, ratio, unit }: Budget): string {
  if (used === null || ratio === null) return `Unknown, of ${inUnit(limit, unit)}`;
  return `${inUnit(used, unit)} of ${inUnit(limit, unit)} (${percent.format(ratio)})`;
}
