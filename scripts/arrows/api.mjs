import { never } from './rule.mjs';

export const apiArrows = [
  never(
    'features-apart',
    '^services/api/src/features/([^/]+/[^/]+)/',
    { path: '^services/api/src/features/', pathNot: '^services/api/src/features/$1/' },
    'A feature never imports another. Extend its type in SDL, or move the shared code into packages/store or src/kit.',
  ),
  never(
    'features-are-registered',
    { path: '^services/api/src/', pathNot: '^services/api/src/features/' },
    { path: '^services/api/src/features/.+/', pathNot: '/loaders\\.ts$' },
    'Only features/all.ts names the features. Move what the rest of the api needs out of the feature.',
  ),
];
