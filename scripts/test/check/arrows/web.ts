import type { Harmless, Planted } from './planted.js';

export const planted: Planted = {
  'web-imports': ['packages/web/src/live/up.ts', "import '@feed/platform/base';"],
  'web-views-imports': ['packages/web/src/views/a/shell.ts', "import '../../app/shell.js';"],
  'web-views-apart': ['packages/web/src/views/a/b.ts', "import '../b/view.js';"],
  'web-views-are-found': ['packages/web/src/app/named.ts', "import '../views/b/view.js';"],
  'web-people-imports': ['packages/web/src/people/route.ts', "import '../app/router.js';"],
  'web-posts-imports': ['packages/web/src/posts/route.ts', "import '../app/router.js';"],
  'web-live-imports': ['packages/web/src/live/icon.ts', "import '../ui/icon.js';"],
  'web-session-imports': ['packages/web/src/session/live.ts', "import '../live/client.js';"],
  'web-ui-imports': ['packages/web/src/ui/login.ts', "import '../session/session.js';"],
};

export const harmless: Harmless = {
  'packages/web/src/ui/store.ts': 'export {};',
  'packages/web/src/ui/icon.ts': "import 'mocha';",
  'packages/web/src/session/session.ts': "import '../ui/store.js';",
  'packages/web/src/live/client.ts': "import '../session/session.js';\nimport '../ui/store.js';",
  'packages/web/src/posts/card.ts': "import '../live/client.js';\nimport '../ui/icon.js';",
  'packages/web/src/app/view.ts': "import '../ui/icon.js';",
  'packages/web/src/app/router.ts': "import '../ui/store.js';",
  'packages/web/src/app/shell.ts': "import './router.js';\nimport '../live/client.js';",
  'packages/web/src/views/b/view.ts': "import '../../app/view.js';\nimport '../../posts/card.js';",
};
