import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadReport } from '../../src/lib/load/generator.js';
import { generatorSource } from '../../src/k8s/test/load-pod.js';

const good: RequestListener = (_request, response) => response.end('{"data":{"homeFeed":{"edges":[]}}}');
const wanted = 12;

/** Calls a server with the pod's program until it has responded to some requests. @returns the last report */
async function callServer(listener: RequestListener): Promise<LoadReport> {
  const folder = await mkdtemp(join(tmpdir(), 'generator-'));
  const file = join(folder, 'generator.mjs');
  await writeFile(file, generatorSource());
  const child = spawn(process.execPath, [file], { stdio: ['pipe', 'pipe', 'inherit'] });
  let calls = 0;
  const server = createServer((request, response) => {
    if (++calls === wanted) child.stdin.end();
    listener(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  child.stdin.write(`${JSON.stringify({ url, tokens: ['a', 'b'], rate: 200 })}\n`);
  await once(child, 'close');
  server.close();
  await rm(folder, { recursive: true });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as LoadReport;
}

describe('the load of the cluster test', () => {
  it('counts responses, and ends once nothing is in flight', async () => {
    const { requests, succeeded, failed, failures, created } = await callServer(good);
    assert.ok(requests >= wanted);
    assert.deepEqual({ succeeded, failed, failures }, { succeeded: requests, failed: 0, failures: [] });
    assert.deepEqual(created, []);
  });

  it('remembers the posts that were acknowledged', async () => {
    const { requests, created } = await callServer((_request, response) =>
      response.end('{"data":{"createPost":{"post":{"id":"42"}}}}'),
    );
    assert.deepEqual(created, Array<string>(requests).fill('42'));
  });

  it('counts broken connections, kept-alive and new ones, as failures', async () => {
    const { requests, failed, failures } = await callServer((request) => request.socket.destroy());
    assert.equal(failed, requests);
    assert.match(failures[0] ?? '', /s, kept: ECONNRESET$/);
    assert.match(failures[1] ?? '', /s, new: ECONNRESET$/);
  });

  it('counts responses with errors as failures', async () => {
    const answers = [
      '{"errors":[{"message":"away"}]}',
      '{"data":{"createPost":null},"errors":[{"message":"no"}]}',
    ];
    for (const answer of answers) {
      const { requests, failed } = await callServer((_request, response) => response.end(answer));
      assert.equal(failed, requests);
    }
    const { requests, failed } = await callServer((request, response) => {
      response.statusCode = 503;
      good(request, response);
    });
    assert.equal(failed, requests);
  });
});
