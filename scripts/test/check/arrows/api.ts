import type { Harmless, Planted } from './planted.js';

const source = 'services/api/src';

export const planted: Planted = {
  'api-schema-imports': [`${source}/schema.ts`, "import './http/server.js';"],
  'api-features-imports': [
    `${source}/features/graph/follows/service.ts`,
    "import '../../../http/server.js';",
  ],
  'api-kit-imports': [`${source}/kit/mutation.ts`, "import '../features/all.js';"],
  'api-http-imports': [`${source}/http/route.ts`, "import '../kit/connection.js';"],
  'api-live-imports': [`${source}/live/hub.ts`, "import '../http/server.js';"],
  'api-graphql-imports': [`${source}/graphql/run.ts`, "import '../kit/connection.js';"],
  'api-context-imports': [`${source}/context.ts`, "import './graphql/engine.js';"],
  'api-subscribers-imports': [`${source}/subscribers.ts`, "import './limits/rules.js';"],
  'api-subscriptions-imports': [`${source}/subscriptions/hub.ts`, "import '../graphql/engine.js';"],
  'api-feeds-imports': [`${source}/feeds.ts`, "import './auth/viewer.js';"],
  'api-auth-imports': [`${source}/auth/viewer.ts`, "import '../ops/instruments.js';"],
  'api-ops-imports': [`${source}/ops/label-sets.ts`, "import '../auth/viewer.js';"],
  'api-limits-imports': [`${source}/limits/limiter.ts`, "import '../ops/instruments.js';"],
  'features-apart': [`${source}/features/content/posts/resolvers.ts`, "import '../likes/resolvers.js';"],
  'features-are-registered': [
    `${source}/http/shortcut.ts`,
    "import '../features/content/likes/resolvers.js';",
  ],
  'graphql-limits-imports': [`${source}/graphql/limits/cost.ts`, "import '../errors.js';"],
};

export const harmless: Harmless = {
  [`${source}/graphql/engine.ts`]: "export { parse } from 'graphql';",
  [`${source}/graphql/errors.ts`]: "import '../limits/rules.js';",
  [`${source}/graphql/limits/shape.ts`]: "import '../engine.js';\nimport '../../limits/rules.js';",
  [`${source}/features/all.ts`]: "import './content/likes/resolvers.js';",
  [`${source}/features/content/likes/resolvers.ts`]:
    "import '@feed/store/uses';\nimport '../../../kit/connection.js';",
  [`${source}/kit/connection.ts`]: "import '../graphql/engine.js';\nimport '../auth/viewer.js';",
  [`${source}/auth/viewer.ts`]: "import '../limits/rules.js';",
  [`${source}/ops/instruments.ts`]: "import '../limits/rules.js';",
  [`${source}/limits/rules.ts`]: 'export const rules = [];',
  [`${source}/http/server.ts`]: "import '../graphql/errors.js';\nimport '../auth/viewer.js';",
};
