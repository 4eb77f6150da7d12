import { Empty } from '../../ui/states.js';
import { Chip } from './chip.js';
import type { TaskRowFragment, TasksQuery } from './documents.js';
import { inWords, Moment } from './formats.js';
import { type Pages, Pager } from './pages.js';
import { Table, type Column } from './table.js';
import { TaskActions } from './task-actions.js';

export interface TaskListProps {
  list: TasksQuery['tasks'];
  state: string;
  pages: Pages;
  /** Called when a task was changed. */
  onDone(): void;
}

/** A page of tasks, with what can be done about each. */
export function TaskList({ list, state, pages, onDone }: TaskListProps) {
  if (!list || (list.edges.length === 0 && pages.number === 1)) {
    return (
      <Empty icon="leaf" title={state === 'ALL' ? 'No tasks' : `No task is ${inWords(state).toLowerCase()}`}>
        {state === 'DEAD' && 'A task that runs out of attempts appears here and waits for your decision.'}
      </Empty>
    );
  }
  const actions = {
    head: 'Actions',
    cell: (task: TaskRowFragment) => <TaskActions task={task} onDone={onDone} />,
  };
  return (
    <>
      <Table
        caption={`Tasks, page ${pages.number}`}
        columns={[...columns, actions]}
        rows={list.edges.map(({ node }) => node)}
        keyOf={({ id }) => id}
      />
      <Pager pages={pages} info={list.pageInfo} of="tasks" />
    </>
  );
}

const columns: readonly Column<TaskRowFragment>[] = [
  {
    head: 'Task',
    names: true,
    cell: ({ id, kind }) => (
      <>
        {kind} <span class="quiet">{id}</span>
      </>
    ),
  },
  {
    head: 'State',
    cell: ({ state, attempts }) => (
      <>
        <Chip state={state} />{' '}
        <span class="quiet">{attempts === 1 ? '1 attempt' : `${attempts} attempts`}</span>
      </>
    ),
  },
  { head: 'When', cell: (task) => <When task={task} /> },
  { head: 'About', cell: (task) => <About task={task} /> },
];

function When({ task: { state, createdAt, dueAt, finishedAt } }: { task: TaskRowFragment }) {
  if (finishedAt !== null) return <Moment at={finishedAt} />;
  if (state !== 'PENDING') return <Moment at={createdAt} />;
  return (
    <>
      due <Moment at={dueAt} />
    </>
  );
}

const About = ({ task: { payload, lastError, requestId } }: { task: TaskRowFragment }) => (
  <div class="about">
    {lastError !== null && (
      <p class="error" dir="auto">
        {lastError}
      </p>
    )}
    <code>{JSON.stringify(payload)}</code>
    {requestId !== null && <span class="quiet">request {requestId}</span>}
  </div>
);
