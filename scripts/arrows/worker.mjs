import { never } from './rule.mjs';

export const workerArrows = [
  never(
    'handlers-apart',
    '^services/worker/src/handlers/(?!all\\.ts)([^/]+)$',
    { path: '^services/worker/src/handlers/', pathNot: '^services/worker/src/handlers/$1$' },
    'A handler never imports another. Enqueue the other task, or move the shared code out of handlers/.',
  ),
];
