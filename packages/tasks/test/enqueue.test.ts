import assert from 'node:assert/strict';
import { createEnqueue } from '../src/enqueue.js';
import { welcomeMailTask } from '../src/kinds/welcome-mail.js';
import type { Hint, WakeupProducer } from '../src/wakeup.js';
import { type Engine, testEngine } from './support/engine.js';

describe('enqueue', () => {
  let engine: Engine;
  before(async () => {
    engine = await testEngine();
  });
  after(() => engine.close());

  const recorder = (hint: WakeupProducer['hint']) =>
    createEnqueue({ wakeup: { hint, close: async () => undefined } });

  it('hints after the commit, not before it, and not when the task is for later', async () => {
    const hints: Hint[] = [];
    const enqueue = recorder(async (hint) => void hints.push(hint));
    const id = await engine.database.transaction(async (tx) => {
      await enqueue(tx, welcomeMailTask, { userId: '42' }, { delaySeconds: 60 });
      const now = await enqueue(tx, welcomeMailTask, { userId: '42' });
      assert.deepEqual(hints, []);
      return now;
    });
    assert.deepEqual(hints, [{ taskId: id, kind: 'welcome-mail' }]);
  });

  it('is done when the task is stored, whatever becomes of the hint', async () => {
    const failing = recorder(() => Promise.reject(new Error('no Redis')));
    const hanging = recorder(() => new Promise(() => undefined));
    for (const enqueue of [failing, hanging]) {
      const work = engine.database.transaction((tx) => enqueue(tx, welcomeMailTask, { userId: '42' }));
      assert.equal((await engine.task(await work)).state, 'pending');
    }
  });
});
