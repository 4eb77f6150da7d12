import { never } from './rule.mjs';

/** The imports inside packages/store/src that each folder or file may have besides its own, from the bottom to the top. */
const mayImport = {
  postgres: {
    others: [],
    advice:
      'postgres knows no domain. Pass what it needs in as an argument, or let the domain contribute it.',
  },
  redis: { others: [], advice: 'redis knows no domain and no Postgres. Move the code into a domain.' },
  'visibility.ts': {
    others: ['journal'],
    advice:
      'visibility.ts makes SQL out of SQL. It imports only the kinds of changes that caches of its decisions get.',
  },
  journal: {
    others: ['postgres'],
    advice:
      'journal tells that rows changed, not what that means. Move the code into the domain that keeps copies.',
  },
  identity: {
    others: ['postgres', 'visibility.ts'],
    advice:
      'identity knows accounts and sessions, not what accounts do. Move the code into the domain that does.',
  },
  graph: {
    others: ['postgres', 'visibility.ts', 'identity'],
    advice: 'graph knows who follows whom, not what they write. Move the code into content or feed.',
  },
  safety: {
    others: ['postgres', 'visibility.ts', 'identity', 'graph'],
    advice: 'safety builds on accounts and follows. What it does to posts is decided in visibility.ts.',
  },
  content: {
    others: ['postgres', 'visibility.ts', 'identity'],
    advice: 'content builds on accounts alone. Who may see it is decided in visibility.ts.',
  },
  feed: {
    others: ['postgres', 'redis', 'journal', 'visibility.ts', 'identity', 'content'],
    advice: 'feed builds on accounts and content, and reads follows in statements of its own.',
  },
  discovery: {
    others: ['postgres', 'visibility.ts', 'identity', 'content'],
    advice: 'discovery finds accounts and content. Move what other domains need into a lower one.',
  },
  live: {
    others: ['postgres', 'redis', 'journal', 'visibility.ts', 'identity', 'content', 'feed'],
    advice:
      'live tells subscribers of what other domains wrote. What lists need too belongs in the domain of the rows.',
  },
  operators: {
    others: ['postgres', 'identity'],
    advice: 'operators record who did what and which processes run. What they act on is in its own domain.',
  },
  upkeep: {
    others: [
      ...['postgres', 'redis', 'journal', 'identity', 'graph', 'safety', 'content', 'feed', 'discovery'],
      ...['live', 'operators'],
    ],
    advice:
      'upkeep sums up what the domains contribute. It shows rows to no viewer, so it needs no visibility.ts.',
  },
  import: {
    others: ['postgres', 'feed', 'rules'],
    advice:
      'import writes rows of its own staging tables. Move what it shares with a domain into postgres, or rules.',
  },
  rules: {
    others: [],
    advice: 'The rules of texts are functions of a text alone, so that the api and the import share them.',
  },
  schema: {
    others: ['postgres'],
    advice: 'The schema program is light, because it runs before a service on a small host.',
  },
  'wait-for-schema': {
    others: ['schema'],
    advice: 'The old path of the schema program only starts the new one.',
  },
};

const within = (name) => (name.endsWith('.ts') ? `${name.replace('.', '\\.')}$` : `${name}/`);

const arrowsOf = ([name, { others, advice }]) =>
  never(
    `store-${name.replace('.ts', '')}-imports`,
    `^packages/store/src/${within(name)}`,
    {
      path: '^packages/store/src/',
      pathNot: `^packages/store/src/(${[name, ...others].map(within).join('|')})`,
    },
    advice,
  );

export const storeArrows = [
  ...Object.entries(mayImport).map(arrowsOf),
  never(
    'models-in-store',
    { path: '^(packages|services|scripts)/', pathNot: '^packages/store/|/test/' },
    '^packages/store/src/postgres/models/',
    'Models stay inside the store. Use a function of the domain, or add one there.',
  ),
  never(
    'models-without-hooks-or-sql',
    '^packages/store/src/postgres/models/',
    {
      path: '^packages/store/src/postgres/',
      pathNot: '^packages/store/src/postgres/(models/|errors|queryable)',
    },
    'A model knows its columns, and what runs its statements. Move the rest into a domain.',
  ),
];
