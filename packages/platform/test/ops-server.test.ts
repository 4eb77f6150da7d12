import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { createMetrics } from '../src/metrics.js';
import { startOpsServer, type OpsServer, type Readiness } from '../src/ops-server.js';
import { silentLogger } from '@feed/testkit/silent-logger';
import request from 'supertest';

const logger = silentLogger();
const healthy: Readiness = { ready: true, checks: { postgres: 'ok' } };

describe('ops server', () => {
  let server: OpsServer;
  let url: string;
  let readiness: () => Readiness = () => healthy;
  let scrape: () => Promise<string>;
  const metrics = createMetrics({ service: 'test', version: '1', revision: 'r' });
  before(async () => {
    const shown = { contentType: metrics.contentType, text: () => scrape() };
    const ready = () => readiness();
    server = await startOpsServer({ host: '127.0.0.1', port: 0, metrics: shown, ready, logger });
    url = `http://127.0.0.1:${server.port}`;
  });
  beforeEach(() => {
    readiness = () => healthy;
    scrape = () => metrics.text();
  });
  after(async () => {
    await server.close();
    metrics.registry.clear();
  });

  it('serves its three paths', async () => {
    await request(url).get('/livez').expect(200, { alive: true });
    await request(url).get('/readyz').expect(200, healthy);
    const { text } = await request(url)
      .get('/metrics?x=1')
      .expect(200)
      .expect('content-type', /text\/plain/);
    assert.match(text, /^app_build_info/m);
  });

  it('is alive and shows metrics while everything that it depends on is unavailable', async () => {
    const away: Readiness = { ready: false, checks: { postgres: 'no connection', schema: 'unknown' } };
    readiness = () => away;
    await request(url).get('/readyz').expect(503, away);
    await request(url).get('/livez').expect(200);
    await request(url).get('/metrics').expect(200);
  });

  it('is not ready, and says no more, when the probe itself fails', async () => {
    readiness = () => {
      throw new Error('postgres://feed:hunter2@db');
    };
    const { body } = await request(url).get('/readyz').expect(503);
    assert.deepEqual(body, { ready: false, checks: { probe: 'failed' } });
    scrape = () => Promise.reject(new Error('hunter2'));
    const { text } = await request(url).get('/metrics').expect(500);
    assert.doesNotMatch(text, /hunter2/);
    await request(url).get('/livez').expect(200);
  });

  it('runs one scrape for many that arrive at the same time', async () => {
    let scrapes = 0;
    let finish: (text: string) => void = () => undefined;
    const begun = new Promise<void>((begin) => {
      scrape = () => {
        scrapes += 1;
        begin();
        return new Promise((resolve) => (finish = resolve));
      };
    });
    const socket = connect(server.port, '127.0.0.1');
    let responses = '';
    socket.on('data', (chunk: Buffer) => (responses += chunk.toString()));
    const ask = (end: string) => `GET /metrics HTTP/1.1\r\nhost: x\r\nconnection: ${end}\r\n\r\n`;
    // One packet, so that all three have been read while the first one is handled.
    socket.write(ask('keep-alive') + ask('keep-alive') + ask('close'));
    await begun;
    finish('all the same');
    await once(socket, 'close');
    assert.equal(responses.match(/all the same/g)?.length, 3);
    assert.equal(scrapes, 1);
    scrape = () => Promise.resolve('fresh');
    assert.equal((await request(url).get('/metrics')).text, 'fresh');
  });

  /** Writes raw bytes, as a hostile client may: nothing is normalised. */
  async function raw(path: string, method = 'GET'): Promise<number> {
    const call = httpRequest({ host: '127.0.0.1', port: server.port, path, method });
    call.end();
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
    return response.statusCode ?? 0;
  }

  it('serves no other path, however it is written', async () => {
    const paths = [
      '/',
      '/metrics/',
      '/METRICS',
      '//metrics',
      '/livez/../metrics',
      '/%6detrics',
      '/metrics%00',
    ];
    for (const path of [...paths, '/__proto__', '/constructor', '/?/metrics', `/${'a'.repeat(4000)}`])
      assert.equal(await raw(path), 404, path);
  });

  it('allows only GET and HEAD', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      assert.equal(await raw('/metrics', method), 405);
    const { text } = await request(url).head('/metrics').expect(200);
    assert.equal(text ?? '', '');
  });

  it('survives garbage and endless headers', async () => {
    for (const bytes of [
      '\0\0\0',
      'GET /livez HTTP/9.9\r\n\r\n',
      `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}`,
    ]) {
      const socket = connect(server.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(bytes);
      socket.resume();
      await once(socket, 'close');
    }
    await request(url).get('/livez').expect(200);
  });

  it('says when its port is taken, and closes with connections open', async () => {
    const options = { host: '127.0.0.1', port: server.port, metrics, ready: () => healthy, logger };
    await assert.rejects(startOpsServer(options), { code: 'EADDRINUSE' });
    const other = await startOpsServer({ ...options, port: 0 });
    const idle = connect(other.port, '127.0.0.1');
    idle.on('error', () => undefined);
    await once(idle, 'connect');
    await other.close();
    await once(idle, 'close');
  });
});
