import { idTime } from '@feed/store/postgres/ids';
import { buryPendingTask, retryDeadTask } from '@feed/tasks/sql/intervene';
import { mutation } from '../../../kit/mutation.js';
import { query } from '../../../kit/query.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { existingId } from '../../../kit/validation.js';
import { pageOfTasks, stateName, storedState } from './service.js';
import { outcomeOf } from './outcome.js';

const taskId = ({ id }: { id: string }): string => existingId(id, 'Task');

export const resolvers = {
  Query: {
    tasks: query({
      access: 'admin',
      run({ states, kind, ...args }, { context }) {
        const wanted = states?.length ? states.map(storedState) : undefined;
        return pageOfTasks(context.app.database, { states: wanted, kind: kind ?? undefined }, args);
      },
    }),
    deadTasks: query({
      access: 'admin',
      run: (args, { context }) => pageOfTasks(context.app.database, { states: ['dead'] }, args),
    }),
  },
  Mutation: {
    retryTask: mutation({
      access: 'admin',
      quota: 'reserve',
      input: taskId,
      run: async ({ tx, input: id, viewer }) =>
        outcomeOf(await retryDeadTask(tx, id, { actorId: viewer.userId }), {
          changed: 'The task has new attempts',
          already: { pending: 'The task is pending already', running: 'The task is running already' },
          impossible: { done: 'The task is done' },
        }),
    }),
    buryTask: mutation({
      access: 'admin',
      quota: 'reserve',
      input: taskId,
      run: async ({ tx, input: id, viewer }) =>
        outcomeOf(await buryPendingTask(tx, id, { actorId: viewer.userId }), {
          changed: 'The task is buried',
          already: { dead: 'The task is dead already' },
          impossible: { running: 'The task is running', done: 'The task is done' },
        }),
    }),
  },
  TaskType: {
    state: ({ state }) => stateName(state),
    createdAt: ({ id }) => idTime(id),
    dueAt: ({ runAfter }) => runAfter,
  },
} satisfies Resolvers;
