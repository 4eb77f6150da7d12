import { never } from './rule.mjs';

const source = '^services/api/src/';

/**
 * The parts of services/api/src, the highest first, and what each may import besides itself and packages. A part is a
 * folder, or a file beside the folders. It may name only parts below it, so it cannot express a cycle of folders.
 */
const mayImport = {
  schema: {
    parts: ['features', 'kit', 'graphql', 'context'],
    advice: 'schema.ts builds the schema from features and kit. main.ts passes it to the transports.',
  },
  features: {
    parts: ['kit', 'graphql', 'context', 'auth', 'limits'],
    advice: 'A feature builds on kit and what is below it, and knows no transport.',
  },
  kit: {
    parts: ['graphql', 'context', 'subscriptions', 'auth', 'limits'],
    advice: 'kit is what features are written with. What one feature needs belongs in that feature.',
  },
  http: {
    parts: ['graphql', 'context', 'subscriptions', 'auth', 'limits'],
    advice:
      'http executes operations through graphql/pipeline.ts, and knows neither the schema nor its features.',
  },
  live: {
    parts: ['graphql', 'context', 'subscriptions', 'auth', 'limits'],
    advice:
      'live executes operations through graphql/execute.ts. What it shares with http belongs below both.',
  },
  graphql: {
    parts: ['context', 'subscriptions', 'auth', 'limits', 'ops'],
    advice: 'graphql executes any schema for any transport. Pass in what it needs of a feature or of HTTP.',
  },
  context: {
    parts: ['subscribers', 'feeds', 'subscriptions', 'auth', 'limits', 'ops'],
    advice: 'context.ts makes the parts of the process, and knows nothing of GraphQL or of its transports.',
  },
  subscribers: {
    parts: ['feeds', 'subscriptions', 'auth', 'ops'],
    advice: 'subscribers.ts makes the parts of the context for clients who stay connected.',
  },
  feeds: {
    parts: ['ops'],
    advice: 'feeds.ts makes the part of the context that reads home feeds.',
  },
  subscriptions: {
    parts: ['ops'],
    advice: 'subscriptions bring events to their readers, and know neither GraphQL nor a transport.',
  },
  auth: {
    parts: ['limits'],
    advice: 'auth identifies the caller, and takes the parts of the context that it needs as arguments.',
  },
  ops: {
    parts: ['limits'],
    advice: 'ops declares metrics, and reads the lists of their labels from limits.',
  },
  limits: { parts: [], advice: 'limits are at the bottom: pass in what they need.' },
};

const pathOf = (part) => `${source}${part}(/|\\.ts$)`;

function arrowsOf([part, { parts, advice }], position, all) {
  const below = all.slice(position + 1).map(([name]) => name);
  const upward = parts.find((name) => !below.includes(name));
  if (upward) throw new Error(`scripts/arrows/api.mjs: ${upward} is not below ${part}`);
  const allowed = [part, ...parts].join('|');
  return never(
    `api-${part}-imports`,
    pathOf(part),
    { path: source, pathNot: `${source}(${allowed})(/|\\.ts$)` },
    advice,
  );
}

export const apiArrows = [
  ...Object.entries(mayImport).map(arrowsOf),
  never(
    'features-apart',
    `${source}features/([^/]+/[^/]+)/`,
    { path: `${source}features/`, pathNot: `${source}features/$1/` },
    'A feature never imports another. Extend its type in SDL, or move the shared code into packages/store or src/kit.',
  ),
  never(
    'features-are-registered',
    { path: source, pathNot: `${source}features/` },
    `${source}features/.+/`,
    'Only features/all.ts names the features. Move what the rest of the api needs out of the feature.',
  ),
  never(
    'graphql-limits-imports',
    `${source}graphql/limits/`,
    {
      path: source,
      pathNot: `${source}(graphql/limits/|graphql/(engine|fragments|root-type)\\.ts$|limits/)`,
    },
    'The limits of documents know the syntax of GraphQL only; graphql/ applies them.',
  ),
];
