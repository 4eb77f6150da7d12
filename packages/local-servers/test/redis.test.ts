import assert from 'node:assert/strict';
import { freePort } from '../src/free-port.js';
import { accepts } from '../src/port-accepts.js';
import { startRedis } from '../src/redis.js';

describe('the local Redis', () => {
  it('accepts connections once it has started, and none once it has stopped', async () => {
    const port = await freePort();
    const redis = await startRedis({ port });
    assert.equal(redis.url, `redis://127.0.0.1:${port}`);
    assert.equal(await accepts(port), true);
    await redis.stop();
    assert.equal(await accepts(port), false);
  });

  it('says why it does not start', async () => {
    const settings = { 'maxmemory-policy': 'no-such-policy' };
    const started = startRedis({ port: await freePort(), settings });
    await assert.rejects(started, /redis-server did not start: [^]*maxmemory-policy/);
  });
});
