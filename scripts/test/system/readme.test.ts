import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { places } from '@feed/cli/system/places';
import { type Services, startServices } from './support/services.js';

const readme = readFileSync(join(places.root, 'README.md'), 'utf8');
const [block = '', stream = ''] = [...readme.matchAll(/```bash\n([\s\S]*?)```/g)].map(
  ([, text]) => text ?? '',
);
const feedctl = fileURLToPath(
  new URL('../../../packages/cli/test/support/feedctl-process.ts', import.meta.url),
);

describe('the examples of the README', () => {
  let services: Services, folder: string;
  before(async () => {
    services = await startServices();
    folder = mkdtempSync(join(tmpdir(), 'feed-readme-'));
    // "npx feedctl" runs the compiled command, and this its sources.
    const npx = `#!/bin/sh\nshift\ncd '${places.root}'\nexec '${process.execPath}' --conditions=source --import tsx '${feedctl}' "$@"\n`;
    writeFileSync(join(folder, 'npx'), npx);
    chmodSync(join(folder, 'npx'), 0o755);
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await services.stop();
  });

  const bash = async (code: string, env: NodeJS.ProcessEnv = {}) => {
    const path = `${folder}:${process.env['PATH']}`;
    const where = { FEED_URL: services.url.replace('/graphql', ''), MAIL_DIR: folder };
    const child = spawn('bash', ['--norc', '-c', code], {
      env: { ...process.env, NODE_OPTIONS: '', PATH: path, ...where, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
    const [status] = (await once(child, 'close')) as [number];
    return { status, ...output };
  };

  it('show Ada what she follows, and Linus what she shared', async () => {
    const { status, stdout, stderr } = await bash(block);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /"reason":\{"kind":"AUTHORED"/);
    assert.match(stdout, /"reason":\{"kind":"SHARED","sharedBy":\{"username":"ada"\}/);
    assert.match(stdout, /There are no mails\.\n$/);
  });

  it('stop at the first failure, with its message and code, and leave the shell open', async () => {
    const { status, stdout, stderr } = await bash(`${block}\necho "ended with $?"`);
    assert.equal(status, 0);
    assert.equal(stdout, 'ended with 1\n');
    assert.match(
      stderr,
      /^\{"data":\{"registerUser":\{"success":false,"message":"[^"]+","code":"CONFLICT"\}\}\}\n$/,
    );
    const away = await bash(block, { FEED_URL: 'http://127.0.0.1:1' });
    assert.notEqual(away.status, 0);
    assert.match(away.stderr, /^curl: \(7\).*\n$/);
  });

  it('use one address, and mutations that select what went wrong', () => {
    for (const text of [block, stream])
      assert.equal(text.match(/localhost:4000/g)?.length, 1, 'FEED_URL has one default');
    for (const [mutation] of block.matchAll(/mutation \{ (?!tokenAuth).*/g))
      assert.match(mutation, /\{ success message code/);
  });
});
