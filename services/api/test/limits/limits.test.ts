import assert from 'node:assert/strict';
import { createPasswords } from '@feed/credentials/passwords';
import { addressKey } from '../../src/limits/address-key.js';
import { passwordQueueFull, Rejection } from '../../src/limits/rejection.js';
import { createWindow } from '../../src/limits/window.js';

describe('addressKey', () => {
  it('keeps IPv4 addresses and takes the /64 of IPv6 addresses, however they are written', () => {
    assert.equal(addressKey('203.0.113.7'), '203.0.113.7');
    assert.equal(addressKey('::ffff:203.0.113.7'), '203.0.113.7');
    assert.equal(addressKey('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2');
    assert.equal(addressKey('2001:db8:1:2::9'), '2001:db8:1:2');
    assert.equal(addressKey('2001:db8::9'), '2001:db8:0:0');
    assert.equal(addressKey('::1'), '0:0:0:0');
    assert.equal(addressKey('fe80::1%eth0'), 'fe80:0:0:0');
  });
});

describe('createWindow', () => {
  it('allows the limit in each minute and returns how long to wait', () => {
    let now = 1_000_000;
    const spend = createWindow(2, () => now);
    assert.deepEqual([spend('a'), spend('a'), spend('a'), spend('b')], [0, 0, 60, 0]);
    now += 59_500;
    assert.equal(spend('a'), 1);
    now += 500;
    assert.equal(spend('a'), 0);
  });
});

describe('passwords', () => {
  it('match only their own hash, and never without one', async () => {
    const passwords = createPasswords({ concurrency: 2, queue: 8 });
    const hash = await passwords.hash('correct horse');
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.equal(await passwords.matches(hash, 'correct horse'), true);
    assert.equal(await passwords.matches(hash, 'correct house'), false);
    assert.equal(await passwords.matches(null, 'correct horse'), false);
  });

  it('rejects callers who find the queue full', async () => {
    const passwords = createPasswords({ concurrency: 1, queue: 2, queueFull: passwordQueueFull });
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => passwords.hash('x')));
    const rejected = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    assert.equal(rejected.length, 3);
    for (const { reason } of rejected) {
      assert.ok(reason instanceof Rejection);
      assert.deepEqual([reason.code, reason.rule], ['OVERLOADED', 'password_queue']);
    }
    assert.match(await passwords.hash('later'), /^\$argon2id/);
  });
});
