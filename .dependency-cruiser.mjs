// The arrows of ARCHITECTURE.md, checked by `npm run check`. Each comment says what to do instead.

const only = (name, packages, where, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: where },
  to: { path: `(^|/)node_modules/(@types/)?(${packages})/` },
});

const never = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: typeof from === 'string' ? { path: from } : from,
  to: typeof to === 'string' ? { path: to } : to,
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    never(
      'no-cycle',
      {},
      { circular: true },
      'These files import each other. Move what both need into a third file that imports neither.',
    ),
    never(
      'resolvable',
      {},
      { couldNotResolve: true },
      'This import leads nowhere. Mend the path, or add the package to the package.json of the workspace.',
    ),
    never(
      'platform-is-the-bottom',
      '^packages/platform/src/',
      '^(packages/(store|tasks|testkit)|services|scripts)/',
      'platform knows nothing of feeds. Pass what it needs in as an argument, or move the code up into store.',
    ),
    never(
      'store-uses-platform-only',
      '^packages/store/src/',
      '^(packages/(tasks|testkit)|services|scripts)/',
      'store may use platform only. Tasks build on store: let the caller enqueue, or pass a function in.',
    ),
    never(
      'tasks-use-store-and-platform',
      '^packages/tasks/src/',
      '^(packages/testkit|services|scripts)/',
      'tasks may use store and platform only. What a task does lives in services/worker/src/handlers.',
    ),
    never(
      'testkit-is-below-the-services',
      '^packages/testkit/src/',
      '^(packages/tasks|services|scripts)/',
      'testkit may use store and platform only. Put what starts a service into the test/support of that service.',
    ),
    never(
      'testkit-is-for-tests',
      { path: '^(packages|services)/[^/]+/src/', pathNot: '^packages/testkit/' },
      '^packages/testkit/',
      'Nothing that is deployed may import the test kit. Only test/ folders and scripts/ do.',
    ),
    never(
      'nothing-imports-a-service',
      '^packages/',
      '^(services|scripts)/',
      'A package may not know its services. Move the shared code down into packages/.',
    ),
    never(
      'services-apart',
      '^services/([^/]+)/',
      { path: '^services/', pathNot: '^services/$1/' },
      'The services are rolled out apart and meet in packages/tasks only. Move the shared code into packages/.',
    ),
    never(
      'services-without-scripts',
      '^services/',
      '^scripts/',
      'scripts/ builds on the services, never the other way. Move the shared code into packages/.',
    ),
    never(
      'features-apart',
      '^services/api/src/features/([^/]+)/',
      { path: '^services/api/src/features/', pathNot: '^services/api/src/features/$1/' },
      'A feature never imports another. Extend its type in SDL, or move the shared code into packages/store or src/graphql.',
    ),
    never(
      'features-are-registered',
      { path: '^services/api/src/', pathNot: '^services/api/src/features/' },
      { path: '^services/api/src/features/[^/]+/', pathNot: '/loaders\\.ts$' },
      'Only features/index.ts names the features. Move what the rest of the api needs out of the feature.',
    ),
    never(
      'handlers-apart',
      '^services/worker/src/handlers/(?!all\\.ts)([^/]+)$',
      { path: '^services/worker/src/handlers/', pathNot: '^services/worker/src/handlers/$1$' },
      'A handler never imports another. Enqueue the other task, or move the shared code out of handlers/.',
    ),
    never(
      'main-is-the-end',
      {},
      '^services/[^/]+/src/main\\.ts$',
      'main.ts starts a process when it is loaded. Import context.ts and build a context instead.',
    ),
    never(
      'packages-by-name',
      '^(packages|services)/([^/]+)/',
      { path: '^(packages|services)/', pathNot: '^$1/$2/', dependencyTypesNot: ['aliased-workspace'] },
      'Import another workspace by its name, such as @feed/store/database/cursor: a path leads out of what is built.',
    ),
    never(
      'source-without-tests',
      '/src/',
      '^((packages|services)/[^/]+|scripts)/test/',
      'Source never imports a test. Move the helper into src or into packages/testkit.',
    ),
    never(
      'declared-for-production',
      '^(packages|services)/[^/]+/src/',
      { dependencyTypes: ['npm-dev'], pathNot: '/node_modules/@types/|^node_modules/@types/' },
      'This package is not there in production. Move it to the dependencies of the workspace.',
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
      '^packages/store/|(^|/)node_modules/',
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
      '^services/api/src/graphql/express-graphql\\.ts$',
      'Use services/api/src/graphql/express-graphql.ts.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^((packages|services)/[^/]+|scripts)/dist/' },
    tsConfig: { fileName: 'tsconfig.test.json' },
    // Imports of types are arrows too.
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
