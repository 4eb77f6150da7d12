import type { Harmless, Planted } from './planted.js';

export const planted: Planted = {
  'reactions-apart': ['services/worker/src/reactions/one.ts', "import './two.js';"],
  'tasks-apart': ['services/worker/src/tasks/one.ts', "import './two.js';"],
  'reactions-and-tasks-apart': ['services/worker/src/tasks/three.ts', "import '../reactions/two.js';"],
  'worker-is-registered': ['services/worker/src/ops/names.ts', "import '../reactions/all.js';"],
  'worker-feeds-and-mail': ['services/worker/src/feeds/context.ts', "import '../worker-context.js';"],
  'worker-ops': ['services/worker/src/ops/mails.ts', "import '../mail/mailer.js';"],
};

export const harmless: Harmless = {
  'services/worker/src/worker-context.ts': "import './mail/mailer.js';\nimport './ops/instruments.js';",
  'services/worker/src/ops/instruments.ts': "import '@feed/tasks/task';",
  'services/worker/src/mail/mailer.ts': "import '../ops/instruments.js';",
  'services/worker/src/reactions/two.ts': "import '../worker-context.js';\nimport '@feed/tasks/task';",
  'services/worker/src/reactions/all.ts': "import './two.js';",
  'services/worker/src/tasks/two.ts': "import '../worker-context.js';\nimport '../ops/instruments.js';",
  'services/worker/src/tasks/all.ts': "import './two.js';",
  'services/worker/src/registry.ts': "import './reactions/all.js';\nimport './tasks/all.js';",
  'services/worker/src/context.ts': "import './registry.js';\nimport './worker-context.js';",
};
