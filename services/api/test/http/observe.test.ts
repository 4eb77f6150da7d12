import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLogger } from '@feed/platform/logger';
import { createMetrics } from '@feed/platform/metrics';
import { createObserveRequest } from '../../src/http/observe.js';
import { createInstruments } from '../../src/ops/instruments.js';

const defaults = false;

describe('a request that has ended', () => {
  function observed(
    requests: { method?: string; url?: string; status: number; finished?: boolean }[],
    notes: Record<string, string> = {},
  ) {
    const lines: string[] = [];
    const destination = { write: (line: string) => void lines.push(line) };
    const logger = createLogger({ service: 'api', level: 'info', version: '1', destination });
    const metrics = createMetrics({ service: 'api', version: '1', revision: 'r', defaults });
    const observe = createObserveRequest({ logger, instruments: createInstruments(metrics) });
    let ends = 0;
    const scope = { requestId: 'r-1', notes };
    for (const { method = 'POST', url = '/graphql', status, finished = true } of requests) {
      const response = Object.assign(new EventEmitter(), { statusCode: status, writableFinished: finished });
      const request = { method, url } as IncomingMessage;
      observe(request, response as unknown as ServerResponse, scope, () => (ends += 1));
      response.emit('close');
    }
    assert.equal(ends, requests.length);
    return { lines, text: () => metrics.text() };
  }

  it('is logged with these fields, in this order', () => {
    const notes = { caller: '::1', account: '7', operation: 'query homeFeed', code: 'NOT_FOUND' };
    const { lines } = observed([{ url: '/graphql?query=x', status: 200 }], notes);
    assert.match(
      lines.join(''),
      /^\{"level":"info","time":"[\dT:.-]+Z","service":"api","version":"1","request_id":"r-1","method":"POST","path":"\/graphql","status":200,"duration_ms":[\d.]+,"caller":"::1","account":"7","operation":"query homeFeed","code":"NOT_FOUND","msg":"request"\}\n$/,
    );
  });

  it('is logged with the beginning of its path, and 499 when the caller has left', () => {
    const { lines } = observed([{ url: `/${'x'.repeat(200)}`, status: 404, finished: false }]);
    const { path, status } = JSON.parse(lines[0] ?? '') as { path: string; status: number };
    assert.deepEqual([path, status], [`/${'x'.repeat(99)}`, 499]);
  });

  it('is counted under its method, route and status, or under other', async () => {
    const { text } = observed([
      { status: 200 },
      { status: 200 },
      { status: 418 },
      { method: 'TRACE', url: '/elsewhere', status: 404 },
      { method: 'OPTIONS', status: 204 },
      { method: 'GET', url: '/', status: 302 },
      { method: 'GET', url: '/graphql', status: 200, finished: false },
    ]);
    const counts = [...(await text()).matchAll(/^http_request_duration_seconds_count\{(.*)\} ([1-9]\d*)$/gm)];
    assert.deepEqual(
      counts.map(([, labels, count]) => `${labels} ${count}`),
      [
        'method="GET",route="graphql",status_code="499" 1',
        'method="POST",route="graphql",status_code="200" 2',
        'method="POST",route="graphql",status_code="other" 1',
        'method="OPTIONS",route="graphql",status_code="204" 1',
        'method="GET",route="other",status_code="302" 1',
        'method="other",route="other",status_code="404" 1',
      ],
    );
  });
});
