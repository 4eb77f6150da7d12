import { Chip } from './chip.js';
import type { ResourcesQuery } from './documents.js';
import { Moment } from './formats.js';
import { Table, type Column } from './table.js';

type Process = NonNullable<ResourcesQuery['processes']>[number];

const columns: readonly Column<Process>[] = [
  { head: 'Process', names: true, cell: ({ kind, id }) => [kind, ' ', <span class="quiet">{id}</span>] },
  { head: 'Version', cell: ({ version }) => version },
  { head: 'Revision', cell: ({ revision }) => <code>{revision}</code> },
  { head: 'Started', cell: ({ startedAt }) => <Moment at={startedAt} /> },
  { head: 'Last seen', cell: ({ lastSeenAt }) => <Moment at={lastSeenAt} /> },
  {
    head: 'State',
    cell: ({ isRunning }) =>
      isRunning ? <Chip state="Running" tone="good" /> : <Chip state="Silent" tone="bad" />,
  },
];

/** The processes of the last hour, and whether they have the same version. */
export const Processes = ({ processes }: { processes: readonly Process[] }) => (
  <section aria-labelledby="console-processes">
    <h2 id="console-processes">Processes</h2>
    {new Set(processes.map(({ version }) => version)).size > 1 && (
      <p class="quiet">There are several versions: a release is under way, or was not completed.</p>
    )}
    {processes.length === 0 ? (
      <p class="quiet">None has reported yet. A process reports every 20 seconds.</p>
    ) : (
      <Table
        caption="Processes of the api and the worker"
        columns={columns}
        rows={processes}
        keyOf={({ id }) => id}
      />
    )}
  </section>
);
