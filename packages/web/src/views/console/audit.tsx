import { useState } from 'preact/hooks';
import { fullName } from '../../ui/avatar.js';
import { Field } from '../../ui/field.js';
import { Empty } from '../../ui/states.js';
import { Content } from './content.js';
import { AuditLog, type AuditLogQuery } from './documents.js';
import { inWords, Moment } from './formats.js';
import { pageSize, Pager, usePages } from './pages.js';
import { useRefreshing } from './refreshing.js';
import { Table, type Column } from './table.js';

type Entry = NonNullable<AuditLogQuery['auditLog']>['edges'][number]['node'];

/** The actions of administrators and operators, newest first. */
export function Audit() {
  const [action, setAction] = useState('');
  const [targetId, setTargetId] = useState('');
  const filter = { action: action.trim() || null, targetId: targetId.trim() || null };
  const pages = usePages(JSON.stringify(filter));
  const read = useRefreshing(AuditLog, { ...filter, first: pageSize, after: pages.after });
  return (
    <section aria-labelledby="console-audit">
      <h2 id="console-audit">Audit log</h2>
      <form class="row" role="search" onSubmit={(event) => event.preventDefault()}>
        <Field label="Action" hint="Such as role.set" value={action} onValue={setAction} />
        <Field label="Target" hint="The id of an account or task" value={targetId} onValue={setTargetId} />
      </form>
      <Content of={read}>
        {({ auditLog }) =>
          auditLog && (auditLog.edges.length > 0 || pages.number > 1) ? (
            <>
              <Table
                caption={`Actions of administrators and operators, page ${pages.number}`}
                columns={columns}
                rows={auditLog.edges.map(({ node }) => node)}
                keyOf={({ id }) => id}
              />
              <Pager pages={pages} info={auditLog.pageInfo} of="the audit log" />
            </>
          ) : (
            <Empty icon="leaf" title="Nothing was done yet">
              Every action of an administrator or operator is recorded here, and stays.
            </Empty>
          )
        }
      </Content>
    </section>
  );
}

const columns: readonly Column<Entry>[] = [
  { head: 'When', cell: ({ createdAt }) => <Moment at={createdAt} /> },
  { head: 'Action', names: true, cell: ({ action }) => <code>{action}</code> },
  { head: 'By', cell: (entry) => <Actor entry={entry} /> },
  { head: 'Target', cell: ({ targetType, targetId }) => `${inWords(targetType)} ${targetId}` },
  { head: 'Detail', cell: ({ detail }) => (detail ? <code>{JSON.stringify(detail)}</code> : 'none') },
];

function Actor({ entry: { origin, actor, actorId } }: { entry: Entry }) {
  if (origin === 'COMMAND') return <>the feed command</>;
  if (!actor) return <>account {actorId}, deleted</>;
  return (
    <a href={`/user/${actor.id}`} dir="auto">
      {fullName(actor)}
    </a>
  );
}
