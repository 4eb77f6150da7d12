import { never } from './rule.mjs';

const source = '^packages/web/src/';

/** The parts of packages/web/src, and what each may import besides itself. */
const mayImport = {
  views: {
    parts: ['people', 'posts', 'live', 'session', 'ui', 'app/(view|router)\\.ts$'],
    advice: 'A view builds on what all views share, and knows nothing of the shell around it.',
  },
  people: {
    parts: ['posts', 'live', 'session', 'ui'],
    advice: 'people/ is what several views show of an account. Pass in what it needs of a view.',
  },
  posts: {
    parts: ['live', 'session', 'ui'],
    advice: 'posts/ is what several views show of a post. Pass in what it needs of a view.',
  },
  live: {
    parts: ['session', 'ui/(store|notices|random-key)\\.ts$'],
    advice:
      'live/ talks to the api for every view. A view contributes its rules for the cache in its cache.ts.',
  },
  session: { parts: ['ui/store\\.ts$'], advice: 'session/ is the login. It knows no view.' },
  ui: { parts: [], advice: 'ui/ is the design. Pass in what it shows.' },
};

const arrowOf = ([part, { parts, advice }]) =>
  never(
    `web-${part}-imports`,
    `${source}${part}/`,
    {
      path: source,
      pathNot: `${source}(${[part, ...parts].map((each) => (each.endsWith('$') ? each : `${each}/`)).join('|')})`,
    },
    advice,
  );

export const webArrows = [
  ...Object.entries(mayImport).map(arrowOf),
  never(
    'web-views-apart',
    `${source}views/([^/]+)/`,
    { path: `${source}views/`, pathNot: `${source}views/$1/` },
    'A view never imports another. Move what both show into posts/ or ui/.',
  ),
  never(
    'web-views-are-found',
    { path: source, pathNot: `${source}views/` },
    `${source}views/`,
    'app/views.ts finds the views by their folders. Nothing else names one.',
  ),
];
