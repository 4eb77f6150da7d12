import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { testNginx, type TestNginx } from '@feed/testkit/test-nginx';
import type { TestApp } from './app.js';

const documented = readFileSync(
  fileURLToPath(new URL('../../../../docs/nginx.conf', import.meta.url)),
  'utf8',
);

/** Settings of a host, with which the documented ones have to work. The header is tested without nginx. */
const adverse = [
  'proxy_ignore_headers X-Accel-Buffering;',
  ...['gzip on;', 'gzip_types *;', 'gzip_proxied any;', 'gzip_min_length 0;'],
];

export interface Proxy extends TestNginx {
  /** The URL of nginx, without a path. */
  readonly url: string;
}

/**
 * Starts an nginx with the documented configuration in front of these apps.
 * @param readSeconds how long a connection may be silent, instead of what is documented
 */
export async function proxyTo(apps: readonly Pick<TestApp, 'api'>[], readSeconds?: number): Promise<Proxy> {
  const servers = apps.map(({ api }) => `server 127.0.0.1:${api.port};`).join('\n');
  const nginx = await testNginx((port) =>
    [
      ['listen 80;', `listen 127.0.0.1:${port};`],
      ['server 127.0.0.1:4000;', servers],
      ...(readSeconds === undefined
        ? []
        : [['proxy_read_timeout 75s;', `proxy_read_timeout ${readSeconds}s;`]]),
    ].reduce(
      (text, [from = '', to = '']) => replaced(text, from, to),
      `${adverse.join('\n')}\n${documented}`,
    ),
  );
  return { ...nginx, url: `http://127.0.0.1:${nginx.port}` };
}

function replaced(text: string, from: string, to: string): string {
  assert.equal(text.split(from).length, 2, `docs/nginx.conf has no single "${from}"`);
  return text.replace(from, to);
}
