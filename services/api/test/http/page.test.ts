import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { silentLogger } from '@feed/testkit/silent-logger';
import { type ApiConfig, readConfig } from '@feed/settings/api';
import express from 'express';
import request from 'supertest';
import { createPage } from '../../src/http/page.js';
import { Rejection } from '../../src/limits/rejection.js';

const html = 'text/html,application/xhtml+xml';
const index = '<!doctype html><title>Feed</title>';

describe('the page at the root of the api', () => {
  let folder: string;
  const servers: Server[] = [];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'feed-site-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), index);
    for (const name of ['page-1234abcd.js', 'gone-1234abcd.js'])
      writeFileSync(join(folder, 'assets', name), 'let a;');
    writeFileSync(join(folder, 'assets', 'page-1234abcd.js.br'), brotliCompressSync('let b;'));
    writeFileSync(join(folder, 'assets', 'page-1234abcd.js.gz'), gzipSync('let c;'));
  });

  after(() => {
    servers.forEach((server) => server.close());
    rmSync(folder, { recursive: true });
  });

  async function serve(
    env: Record<string, string> = {},
    check: () => void = () => undefined,
  ): Promise<string> {
    const config: ApiConfig = readConfig({
      DATABASE_URL: 'postgres://u:p@h/d',
      REDIS_URL: 'redis://h',
      ...env,
    });
    const page = createPage({ config, logger: silentLogger() }, { check }, folder);
    const app = express();
    if (page) app.use(page);
    app.use((_request, response) => void response.status(404).end('not the page'));
    const server = createServer(app);
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it('serves the index for its root and for deep links of a browser, and has it checked every time', async () => {
    const url = await serve();
    for (const path of ['/', '/post/1', '/user/17?tab=likes']) {
      const { text, headers } = await request(url).get(path).set('accept', html).expect(200);
      assert.equal(text, index);
      assert.equal(headers['cache-control'], 'no-cache');
      assert.equal(headers['etag'], undefined);
    }
  });

  it('leaves everything else to the api', async () => {
    const url = await serve();
    await request(url).get('/post/1').set('accept', 'application/json').expect(404);
    await request(url).get('/assets/unknown.js').set('accept', html).expect(404);
    await request(url).get('/favicon.ico').expect(404);
    await request(url).post('/').set('accept', html).expect(404);
    for (const path of ['/..%2fpackage.json', '/assets/..%2f..%2f..%2fetc/hosts.txt', '/assets/.hidden'])
      await request(url).get(path).expect(404);
  });

  it('has assets kept for ever, and sends them as they were compressed', async () => {
    const url = await serve();
    const asset = () => request(url).get('/assets/page-1234abcd.js');
    const { headers } = await asset().set('accept-encoding', 'identity').expect(200, 'let a;');
    assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable');
    assert.match(headers['content-type'] ?? '', /javascript/);
    const brotli = asset().set('accept-encoding', 'gzip, br').buffer(true);
    await brotli.expect('content-encoding', 'br').expect('vary', /accept-encoding/i);
    await asset()
      .set('accept-encoding', 'gzip')
      .buffer(true)
      .expect('content-encoding', 'gzip')
      .expect(200, 'let c;');
  });

  it('lets only its own scripts run, and no page frame it', async () => {
    const { headers } = await request(await serve())
      .get('/')
      .set('accept', html);
    const policy = headers['content-security-policy'] ?? '';
    for (const part of ["script-src 'self';", "frame-ancestors 'none'", "require-trusted-types-for 'script'"])
      assert.ok(policy.includes(part), policy);
    assert.ok(!/unsafe|\*/.test(policy), policy);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
  });

  it('tells the page its settings, and the password of the demo account only where there is one', async () => {
    const settings = async (env: Record<string, string>) =>
      (
        await request(await serve(env))
          .get('/config.json')
          .expect(200)
      ).body as Record<string, unknown>;
    assert.equal((await settings({}))['demo'], null);
    assert.deepEqual((await settings({ DEMO_PASSWORD: 'abc' }))['demo'], {
      username: 'demo',
      password: 'abc',
    });
    const production = { NODE_ENV: 'production', AUTH_SECRET: 'x'.repeat(40), DEMO_PASSWORD: 'abc' };
    await assert.rejects(serve(production), /DEMO_PASSWORD is for development/);
  });

  it('survives a file that was removed, and a range that ends before it begins', async () => {
    const url = await serve();
    unlinkSync(join(folder, 'assets', 'gone-1234abcd.js'));
    await assert.rejects(request(url).get('/assets/gone-1234abcd.js'));
    await request(url)
      .get('/assets/page-1234abcd.js')
      .set({ range: 'bytes=4-1', 'accept-encoding': 'identity' })
      .expect(200);
    await request(url).get('/').set('accept', html).expect(200);
  });

  it('is refused under overload like every other request', async () => {
    const check = () => {
      throw new Rejection('event_loop', 'OVERLOADED', 'Too many requests.', { retryAfterSeconds: 1 });
    };
    await request(await serve({}, check))
      .get('/')
      .set('accept', html)
      .expect(503)
      .expect('retry-after', '1');
  });

  it('can be turned off, and its console alone as well', async () => {
    await request(await serve({ WEB: 'false' }))
      .get('/')
      .set('accept', html)
      .expect(404);
    const url = await serve({ CONSOLE: 'false' });
    await request(url).get('/console/tasks').set('accept', html).expect(404);
    await request(url).get('/').set('accept', html).expect(200);
  });
});
