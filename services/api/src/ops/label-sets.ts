import type { LabelValues } from '@feed/platform/metric-rules';

const statuses = (codes: string): string[] => codes.split(' ');

/** The status codes of each route and method. Any other is counted as `other`. */
const responses = {
  graphql: {
    GET: statuses('200 400 401 405 429 499 500 503 504 other'),
    POST: statuses('200 400 401 413 415 429 499 500 503 504 other'),
    OPTIONS: statuses('204 499 other'),
    other: statuses('200 400 401 405 429 499 500 503 504 other'),
  },
  other: {
    GET: statuses('302 404 499 500 other'),
    POST: statuses('404 499 other'),
    OPTIONS: statuses('404 other'),
    other: statuses('404 other'),
  },
} as const;

export const httpLabels = {
  method: ['GET', 'POST', 'OPTIONS', 'other'],
  route: ['graphql', 'other'],
  status_code: statuses('200 204 302 400 401 404 405 413 415 429 499 500 503 504 other'),
} as const;

export const httpSets: readonly LabelValues<typeof httpLabels>[] = httpLabels.route.flatMap((route) =>
  httpLabels.method.flatMap((method) =>
    responses[route][method].map((status_code) => ({ method, route, status_code })),
  ),
);

export const cacheLabels = {
  cache: ['timeline', 'document', 'token'],
  result: ['hit', 'miss', 'rebuilt', 'stale', 'unavailable'],
} as const;

export const cacheSets: readonly LabelValues<typeof cacheLabels>[] = [
  ...(['hit', 'rebuilt', 'stale', 'unavailable'] as const).map(
    (result) => ({ cache: 'timeline', result }) as const,
  ),
  ...(['document', 'token'] as const).flatMap((cache) => [
    { cache, result: 'hit' } as const,
    { cache, result: 'miss' } as const,
  ]),
];
