import { useState } from 'preact/hooks';
import { Content } from './content.js';
import { DeadTasks, Tasks as TasksDocument, type TaskState } from './documents.js';
import { inWords } from './formats.js';
import { pageSize, usePages } from './pages.js';
import { useRefreshing } from './refreshing.js';
import type { Status } from './status.js';
import { TaskList } from './task-list.js';

type Filter = TaskState | 'ALL';

const filters: readonly Filter[] = ['DEAD', 'PENDING', 'RUNNING', 'DONE', 'ALL'];

/** Tasks in one of the states; the dead ones, which wait for a decision, first. */
export function Tasks({ status }: { status: Status }) {
  const [filter, setFilter] = useState<Filter>('DEAD');
  const counts: Partial<Record<Filter, number>> = {
    ...{ DEAD: status.deadTasks, PENDING: status.pendingTasks, RUNNING: status.runningTasks },
  };
  return (
    <section aria-labelledby="console-tasks">
      <h2 id="console-tasks">Tasks</h2>
      <div class="filters" role="group" aria-label="State">
        {filters.map((each) => (
          <button key={each} type="button" aria-pressed={each === filter} onClick={() => setFilter(each)}>
            {inWords(each)}
            {counts[each] !== undefined && <span> {counts[each]}</span>}
          </button>
        ))}
      </div>
      {filter === 'DEAD' ? <Dead /> : <InState key={filter} state={filter} />}
    </section>
  );
}

function Dead() {
  const pages = usePages('dead');
  const read = useRefreshing(DeadTasks, { first: pageSize, after: pages.after });
  return (
    <Content of={read}>
      {({ deadTasks }) => <TaskList {...{ list: deadTasks, pages, state: 'DEAD', onDone: read.refresh }} />}
    </Content>
  );
}

function InState({ state }: { state: Filter }) {
  const pages = usePages(state);
  const states = state === 'ALL' ? null : [state];
  const read = useRefreshing(TasksDocument, { states, first: pageSize, after: pages.after });
  return (
    <Content of={read}>
      {({ tasks }) => <TaskList {...{ list: tasks, pages, state, onDone: read.refresh }} />}
    </Content>
  );
}
