import type { ComponentChildren } from 'preact';
import type { Status } from './status.js';
import { Chip } from './chip.js';
import { duration } from './formats.js';

/** The state of the system as a whole. */
export const Tiles = ({ status }: { status: Status }) => (
  <section aria-labelledby="console-system">
    <h2 id="console-system">System</h2>
    <dl class="tiles">
      <Tile name="Database" note={`Schema ${status.schemaVersion}`}>
        {status.readOnly ? <Chip state="Read-only" tone="bad" /> : <Chip state="Writable" tone="good" />}
      </Tile>
      <Tile name="Redis" note="As this process sees it">
        {status.redis ? <Chip state="Connected" tone="good" /> : <Chip state="Not connected" tone="bad" />}
      </Tile>
      <Tile name="Tasks waiting" note={waiting(status.oldestPendingSeconds)}>
        {status.pendingTasks}
      </Tile>
      <Tile name="Tasks running" note="At this moment">
        {status.runningTasks}
      </Tile>
      <Tile name="Tasks dead" note={status.deadTasks === 0 ? 'Nothing to do' : 'They need your decision'}>
        {status.deadTasks}
      </Tile>
      <Tile name="Version" note="Of the api">
        {status.version}
      </Tile>
    </dl>
  </section>
);

const waiting = (seconds: number): string =>
  seconds < 1 ? 'None is overdue' : `The oldest is due for ${duration(seconds)}`;

const Tile = ({ name, note, children }: { name: string; note: string; children: ComponentChildren }) => (
  <div class="card tile">
    <dt>{name}</dt>
    <dd>{children}</dd>
    <dd class="quiet">{note}</dd>
  </div>
);
