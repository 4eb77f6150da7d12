import { never } from './rule.mjs';

/** The packages that the source of each package may import. Tests may also import the test kit: see `testkit-is-for-tests`. */
const mayImport = {
  platform: {
    packages: [],
    advice: 'platform knows nothing of feeds: pass what it needs in as an argument.',
  },
  'local-servers': {
    packages: ['platform'],
    advice: 'local-servers start programs and know nothing of feeds: pass what they need in as an argument.',
  },
  credentials: {
    packages: ['platform'],
    advice: 'credentials know nothing of feeds or of where things are kept.',
  },
  store: {
    packages: ['platform'],
    advice:
      'store may import platform only. Events and tasks build on store: record an event where the change is made.',
  },
  events: {
    packages: ['store', 'platform'],
    advice:
      'events may import store and platform. What follows from an event is a reaction in services/worker.',
  },
  tasks: {
    packages: ['events', 'store', 'platform'],
    advice: 'tasks may import events, store and platform. What a task does lives in services/worker.',
  },
  settings: { packages: ['store', 'platform'], advice: 'settings may import store and platform.' },
  testkit: {
    packages: ['local-servers', 'store', 'platform'],
    advice:
      'testkit may import local-servers, store and platform. What starts a service belongs in the tests of that service.',
  },
  cli: {
    packages: ['settings', 'credentials', 'local-servers', 'tasks', 'events', 'store', 'platform'],
    advice: 'The command is built on packages, never on a service, on scripts or on the test kit.',
  },
};

const arrowsOf = ([name, { packages, advice }]) =>
  never(
    `${name}-imports`,
    `^packages/${name}/src/`,
    { path: '^(packages|services|scripts)/', pathNot: `^packages/(${[name, ...packages].join('|')})/` },
    advice,
  );

export const workspaceArrows = [
  ...Object.entries(mayImport).map(arrowsOf),
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
    'The services are rolled out separately and share only packages/. Move the shared code there.',
  ),
  never(
    'services-without-tools',
    '^services/',
    '^(scripts|packages/(cli|local-servers))/',
    'Tools build on the services, never the other way. Move the shared code into another package.',
  ),
  never(
    'bench-apart',
    '^(packages|services|scripts)/',
    '^bench/',
    'The bench measures the product from outside. Nothing depends on it.',
  ),
  never(
    'bench-from-outside',
    '^bench/src/',
    '^(services|scripts|packages/(settings|credentials|events|tasks))/',
    'The bench uses the product as an operator does: the feedctl command, the services as processes, and the stores.',
  ),
  never(
    'peers-alone',
    '^bench/src/(port|limits)/',
    { path: '^(packages|services|scripts|bench)/', pathNot: '^bench/src/$1/' },
    'The product is compared with these programs, so they may share no code with it.',
  ),
  never(
    'packages-by-name',
    '^(packages|services)/([^/]+)/',
    { path: '^(packages|services)/', pathNot: '^$1/$2/', dependencyTypesNot: ['aliased-workspace'] },
    'Import another workspace by its name, such as @feed/store/postgres/cursor: a relative path does not resolve in the build.',
  ),
];
