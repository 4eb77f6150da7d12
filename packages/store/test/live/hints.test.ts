import assert from 'node:assert/strict';
import { silentLogger } from '@feed/testkit/silent-logger';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { until } from '@feed/testkit/until';
import { createHints, type Hints } from '../../src/live/hints.js';
import { openRedis, type Redis } from '../../src/redis/redis.js';

/** Commands that a server has been sent, by name. */
const countsOf = async ({ client }: Redis): Promise<Record<string, number>> =>
  Object.fromEntries(
    [...(await client.info('commandstats')).matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm)].map(
      ([, name = '', calls]) => [name, Number(calls)],
    ),
  );

describe('hints', () => {
  let server: TestRedis, observer: Redis;
  const opened: { close(): Promise<void> }[] = [];
  const open = (clientName: string): Redis => {
    const redis = openRedis({ url: server.url, timeoutMs: 1000, clientName, logger: silentLogger() });
    return redis;
  };
  /** A process that hints, and counts what it hears. */
  const start = (): { hints: Hints; heard(): number } => {
    let heard = 0;
    const redis = open('process');
    const options = { redis, openListener: () => open('listener'), onHint: () => void (heard += 1) };
    const hints = createHints({ ...options, lookMs: 50 });
    opened.push({ close: () => hints.close() }, redis);
    return { hints, heard: () => heard };
  };
  const published = async (): Promise<number> => (await countsOf(observer))['publish'] ?? 0;

  before(async () => {
    server = await testRedis();
    observer = open('observer');
    await until('redis', () => observer.ready);
  });
  afterEach(async () => {
    for (const each of opened.splice(0)) await each.close();
    await observer.client.flushAll();
  });
  after(async () => {
    await observer.close();
    await server.stop();
  });

  it('are not sent while no process listens', async () => {
    const { hints } = start();
    const looks = (await countsOf(observer))['exists'] ?? 0;
    await until('a few looks', async () => ((await countsOf(observer))['exists'] ?? 0) > looks + 2);
    const before = await published();
    for (let n = 0; n < 10; n += 1) hints.wrote();
    assert.equal(hints.connected, false);
    assert.equal(await published(), before);
  });

  it('reach a process that listens, one for many writes at once', async () => {
    const [writer, listener] = [start(), start()];
    listener.hints.listen();
    await until('the listener', () => listener.hints.settled);
    await until('the writer to know', async () => {
      writer.hints.wrote();
      return (
        (await observer.client.pubSubNumSub('live:hints'))['live:hints'] === 1 && (await published()) > 0
      );
    });
    const [sent, heard] = [await published(), listener.heard()];
    for (let n = 0; n < 1000; n += 1) writer.hints.wrote();
    await until('a hint', () => listener.heard() > heard);
    await until('the last message', async () => {
      const count = await published();
      return count >= sent + 1 && count <= sent + 2;
    });
  });

  it('of a process reach its own subscribers at once, also without Redis', async () => {
    const { hints, heard } = start();
    hints.listen();
    const before = heard();
    hints.wrote();
    assert.equal(heard(), before + 1);
  });

  it('can be relied on again some time after Redis was away and is empty', async () => {
    const [writer, listener] = [start(), start()];
    listener.hints.listen();
    await until('the listener', () => listener.hints.settled);
    await server.kill();
    await until('the loss', () => !listener.hints.connected);
    assert.equal(listener.hints.settled, false);
    await server.start();
    await until('the listener again', () => listener.hints.settled);
    const heard = listener.heard();
    await until('a hint', () => {
      writer.hints.wrote();
      return listener.heard() > heard;
    });
    assert.ok((await observer.client.ttl('live:listening')) > 0);
  });

  it('end when a process has no subscribers any more, and begin again with the next', async () => {
    const { hints } = start();
    hints.listen();
    await until('the listener', () => hints.connected);
    await hints.ignore();
    assert.equal(hints.connected, false);
    hints.listen();
    await until('the listener again', () => hints.connected);
  });
});
