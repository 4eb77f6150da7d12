import type { Harmless, Planted } from './planted.js';

export const planted: Planted = {
  'handlers-apart': ['services/worker/src/handlers/one.ts', "import './two.js';"],
};

export const harmless: Harmless = {
  'services/worker/src/handlers/two.ts': "import '@feed/tasks/task';",
  'services/worker/src/handlers/all.ts': "import './two.js';",
};
