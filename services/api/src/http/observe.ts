import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { plainInfo } from '@feed/platform/logger';
import type { HistogramSeries } from '@feed/platform/metric-series';
import type { RequestScope } from '@feed/platform/request-context';
import type { AppContext } from '../context.js';

const methods = ['GET', 'POST', 'OPTIONS', 'other'] as const;
type Method = (typeof methods)[number];
type Route = 'graphql' | 'other';
type SeriesOf = (method: Method, route: Route, status: number) => HistogramSeries;

/** Measures and logs a request when its response has been sent or its caller has disconnected. */
export type ObserveRequest = (
  request: IncomingMessage,
  response: ServerResponse,
  scope: RequestScope,
  onEnd: () => void,
) => void;

/** Proxies use this status for a caller who disconnected before the response was complete. */
const disconnected = 499;

export function createObserveRequest({
  instruments,
  logger,
}: Pick<AppContext, 'instruments' | 'logger'>): ObserveRequest {
  const log = plainInfo(logger, 'request');
  const seriesOf = resolved(instruments.http);
  return (request, response, scope, onEnd) => {
    const startedAt = performance.now();
    response.once('close', () => {
      onEnd();
      const ms = performance.now() - startedAt;
      const status = response.writableFinished ? response.statusCode : disconnected;
      const { method } = request;
      const path = pathOf(request.url ?? '');
      seriesOf(methodOf(method), path === '/graphql' ? 'graphql' : 'other', status).observe(ms / 1000);
      const duration_ms = Math.round(ms * 100) / 100;
      const transport = { method: method ?? '', path: path.slice(0, 100), status, duration_ms };
      log({ request_id: scope.requestId, ...transport, ...scope.notes });
    });
  };
}

/** Resolves the labels of each series when it is needed first. */
function resolved(histogram: AppContext['instruments']['http']): SeriesOf {
  const series: Record<Method, Record<Route, HistogramSeries[]>> = Object.create(null);
  for (const method of methods) series[method] = { graphql: [], other: [] };
  return (method, route, status) => {
    const known = series[method][route];
    const status_code = String(status) as '200';
    return (known[status] ??= histogram.series({ method, route, status_code }));
  };
}

const methodOf = (method: string | undefined): Method =>
  method === 'POST' || method === 'GET' || method === 'OPTIONS' ? method : 'other';

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
