import { never } from './rule.mjs';

export const workerArrows = [
  never(
    'reactions-apart',
    '^services/worker/src/reactions/(?!all\\.ts)([^/]+)$',
    { path: '^services/worker/src/reactions/', pathNot: '^services/worker/src/reactions/$1$' },
    'A reaction never imports another. React to the same event, or move the shared code into packages/store.',
  ),
  never(
    'tasks-apart',
    '^services/worker/src/tasks/(?!all\\.ts)([^/]+)$',
    { path: '^services/worker/src/tasks/', pathNot: '^services/worker/src/tasks/$1$' },
    'A task never imports another. Enqueue the other task by its name, or move the shared code into feeds/.',
  ),
  never(
    'reactions-and-tasks-apart',
    '^services/worker/src/(reactions|tasks)/',
    { path: '^services/worker/src/(reactions|tasks)/', pathNot: '^services/worker/src/$1/' },
    'Nothing builds on reactions and tasks, not even each other. Move the shared code into feeds/ or packages/store.',
  ),
  never(
    'worker-is-registered',
    { path: '^services/worker/src/', pathNot: '^services/worker/src/((reactions|tasks)/|registry\\.ts$)' },
    '^services/worker/src/(reactions|tasks)/',
    'Only registry.ts knows the reactions and tasks. Take what is needed from the registry.',
  ),
  never(
    'worker-feeds-and-mail',
    '^services/worker/src/(feeds|mail)/',
    { path: '^services/worker/src/', pathNot: '^services/worker/src/($1|ops)/' },
    'feeds and mail are used by reactions and tasks, and may use ops. Pass what they need in as an argument.',
  ),
  never(
    'worker-ops',
    '^services/worker/src/ops/',
    { path: '^services/worker/src/', pathNot: '^services/worker/src/ops/' },
    'ops knows nothing of reactions, tasks, feeds or mail. Pass what it needs in as an argument.',
  ),
];
