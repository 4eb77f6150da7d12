import type { Harmless, Planted } from './planted.js';

const src = 'packages/store/src';

export const planted: Planted = {
  'store-postgres-imports': [`${src}/postgres/up.ts`, "import '../identity/users.js';"],
  'store-redis-imports': [`${src}/redis/up.ts`, "import '../postgres/pool.js';"],
  'store-visibility-imports': [`${src}/visibility.ts`, "import './postgres/pool.js';"],
  'store-journal-imports': [`${src}/journal/up.ts`, "import '../feed/page.js';"],
  'store-identity-imports': [`${src}/identity/up.ts`, "import '../graph/pair.js';"],
  'store-graph-imports': [`${src}/graph/up.ts`, "import '../content/posts.js';"],
  'store-safety-imports': [`${src}/safety/up.ts`, "import '../content/posts.js';"],
  'store-content-imports': [`${src}/content/up.ts`, "import '../graph/pair.js';"],
  'store-feed-imports': [`${src}/feed/up.ts`, "import '../safety/blocks.js';"],
  'store-discovery-imports': [`${src}/discovery/up.ts`, "import '../feed/page.js';"],
  'store-operators-imports': [`${src}/operators/up.ts`, "import '../feed/page.js';"],
  'store-live-imports': [`${src}/live/up.ts`, "import '../safety/blocks.js';"],
  'store-upkeep-imports': [`${src}/upkeep/up.ts`, "import '../import/network.js';"],
  'store-import-imports': [`${src}/import/up.ts`, "import '../content/posts.js';"],
  'store-rules-imports': [`${src}/rules/up.ts`, "import '../postgres/pool.js';"],
  'store-schema-imports': [`${src}/schema/up.ts`, "import '../redis/client.js';"],
  'store-wait-for-schema-imports': [`${src}/wait-for-schema/up.ts`, "import '../redis/client.js';"],
  'models-in-store': ['services/worker/src/model.ts', "import '@feed/store/postgres/models/models';"],
  'models-without-hooks-or-sql': [`${src}/postgres/models/up.ts`, "import '../pool.js';"],
};

export const harmless: Harmless = {
  [`${src}/postgres/pool.ts`]: "import 'pg';",
  [`${src}/postgres/queryable.ts`]: "import 'pg';",
  [`${src}/postgres/models/models.ts`]: "import '../queryable.js';",
  [`${src}/redis/client.ts`]: "import '@feed/platform/base';",
  [`${src}/identity/users.ts`]: "import '../postgres/models/models.js';",
  [`${src}/graph/pair.ts`]: "import '../identity/users.js';",
  [`${src}/safety/blocks.ts`]: "import '../graph/pair.js';",
  [`${src}/content/posts.ts`]: "import '../identity/users.js';",
  [`${src}/feed/page.ts`]: "import '../content/posts.js';\nimport '../redis/client.js';",
  [`${src}/import/network.ts`]: "import '../feed/page.js';\nimport '../rules/names.js';",
  [`${src}/rules/names.ts`]: "import '@feed/platform/base';",
  [`${src}/upkeep/retention.ts`]: "import '../content/posts.js';\nimport '../safety/blocks.js';",
  'services/worker/test/rows.test.ts': "import '@feed/store/postgres/models/models';",
};
