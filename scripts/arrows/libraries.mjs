import { never, only } from './rule.mjs';

export const libraryArrows = [
  never(
    'declared-for-production',
    // The page is compiled into files that contain its libraries.
    { path: '^(packages|services)/[^/]+/src/', pathNot: '^packages/(testkit|web)/' },
    {
      dependencyTypes: ['npm-dev'],
      // The optional packages of a published one are installed for its tests.
      dependencyTypesNot: ['npm-peer'],
      pathNot: '/node_modules/@types/|^node_modules/@types/',
    },
    'This package is not installed in production. Move it to the dependencies of the workspace.',
  ),
  only(
    'prom-client-in-platform',
    'prom-client',
    '^packages/platform/',
    'Declare metrics with createMetrics of @feed/platform/metrics.',
  ),
  only(
    'sql-and-redis-in-store',
    'sequelize|pg|pg-copy-streams|umzug|redis|@redis/[^/]+',
    '^(packages/store|bench)/|(^|/)node_modules/',
    'Only store talks to Postgres and Redis. Use its functions, or add one there.',
  ),
  only('kue-in-one-file', 'kue', '^packages/tasks/src/kue\\.ts$', 'Use the ports of @feed/tasks/wakeup.'),
  only(
    'graphql-in-one-file',
    'graphql',
    '^services/api/src/graphql/engine\\.ts$|(^|/)node_modules/',
    'Import from services/api/src/graphql/engine.ts, so that the version changes in one place.',
  ),
  only(
    'express-graphql-in-one-file',
    'express-graphql',
    '^services/api/src/http/express-graphql\\.ts$|^bench/src/port/',
    'Use services/api/src/http/express-graphql.ts.',
  ),
];
