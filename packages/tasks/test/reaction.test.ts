import assert from 'node:assert/strict';
import { PayloadError } from '@feed/events/payload';
import { type EventPayload, reaction, taskOf } from '../src/reaction.js';
import { createRegistry } from '../src/registry.js';
import { patient } from '../src/task.js';

const heard: EventPayload<'post.created' | 'user.blocked'>[] = [];
const declared = reaction({
  name: 'listen',
  on: ['post.created', 'user.blocked'],
  retry: patient,
  dedup: ['postId', 'blockerId'],
  effect: 'external',
  async run(payload, run) {
    // @ts-expect-error An external effect has no transaction.
    assert.equal(run.tx, undefined);
    // @ts-expect-error Which parts there are depends on the event.
    assert.ok(payload.postId !== payload.blockerId);
    heard.push(payload);
  },
});
const { parse } = taskOf(declared);

describe('a reaction', () => {
  it('gets the payload of the event that caused it', async () => {
    const created = parse({ event: 'post.created', eventId: '9', postId: '1', addedLater: true });
    assert.deepEqual(created, { event: 'post.created', postId: '1' });
    const blocked = parse({ event: 'user.blocked', eventId: '9', blockerId: '1', blockedId: '2' });
    if (blocked.event === 'user.blocked') assert.equal(blocked.blockerId, '1');
    const run = { taskId: '1', attempt: 1, signal: new AbortController().signal };
    if (declared.effect === 'external') await declared.run(created, run, undefined);
    assert.deepEqual(heard, [created]);
  });

  it('reads a payload without an event as one of its first kind', () => {
    assert.deepEqual(parse({ postId: '1' }), { event: 'post.created', postId: '1' });
    assert.throws(() => parse({ blockerId: '1', blockedId: '2' }), PayloadError);
  });

  it('is retried, and not dead, when a newer release sends it another event', () => {
    assert.throws(
      () => parse({ event: 'post.shared', postId: '1', sharedPostId: '2' }),
      (error: Error) => !(error instanceof PayloadError) && error.message.includes('post.shared'),
    );
  });
});

describe('a registry', () => {
  it('knows the tasks and the events that cause them', () => {
    const registry = createRegistry<unknown>([declared], []);
    assert.deepEqual(registry.names, ['listen']);
    assert.deepEqual(registry.subscriptions, [
      { event: 'post.created', task: 'listen', dedup: ['postId', 'blockerId'] },
      { event: 'user.blocked', task: 'listen', dedup: ['postId', 'blockerId'] },
    ]);
    assert.throws(() => registry.task('other'), /no task named other/);
  });

  it('rejects two tasks of one name', () => {
    assert.throws(() => createRegistry<unknown>([declared, declared], []), /two tasks are named listen/);
  });
});
