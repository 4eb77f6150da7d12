import type { Harmless, Planted } from './planted.js';

export const planted: Planted = {
  'features-apart': [
    'services/api/src/features/content/posts/resolvers.ts',
    "import '../likes/resolvers.js';",
  ],
  'features-are-registered': [
    'services/api/src/http/shortcut.ts',
    "import '../features/content/likes/resolvers.js';",
  ],
};

export const harmless: Harmless = {
  'services/api/src/graphql/engine.ts': "export { parse } from 'graphql';",
  'services/api/src/features/all.ts': "import './content/likes/resolvers.js';",
  'services/api/src/features/content/likes/resolvers.ts': "import '@feed/store/uses';",
};
