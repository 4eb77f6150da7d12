import assert from 'node:assert/strict';
import { Turns } from '../../src/limits/turns.js';

/** Work that ends when it is told to. */
function heldWork(name: string, log: string[]) {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const work = async (): Promise<string> => {
    log.push(name);
    await ended;
    return name;
  };
  return { work, end: () => end() };
}

const full = () => new Error('full');

describe('turns', () => {
  it('let each holder do so much at once, and the rest in order of arrival', async () => {
    const log: string[] = [];
    const turns = new Turns<string>({ max: 2, queue: 10, full });
    const works = ['a1', 'a2', 'a3', 'a4', 'b1'].map((name) => ({ name, ...heldWork(name, log) }));
    const results = works.map(({ name, work }) => turns.run(name.charAt(0), work));
    assert.deepEqual(log, ['a1', 'a2', 'b1']);
    assert.equal(turns.waiting, 2);
    works[1]?.end();
    assert.equal(await results[1], 'a2');
    assert.deepEqual(log, ['a1', 'a2', 'b1', 'a3']);
    for (const { end } of works) end();
    assert.deepEqual(await Promise.all(results), ['a1', 'a2', 'a3', 'a4', 'b1']);
    assert.equal(turns.waiting, 0);
  });

  it('reject what finds the queue of its holder full', async () => {
    const log: string[] = [];
    const turns = new Turns<string>({ max: 1, queue: 1, full });
    const [first, second] = [heldWork('first', log), heldWork('second', log)];
    const results = [turns.run('a', first.work), turns.run('a', second.work)];
    await assert.rejects(async () => turns.run('a', () => 'third'), /full/);
    assert.equal(await turns.run('b', () => 'other'), 'other');
    first.end();
    second.end();
    await Promise.all(results);
    assert.equal(await turns.run('a', () => 'later'), 'later');
  });

  it('are not waited for longer than allowed', async () => {
    const log: string[] = [];
    const wait = { ms: 5, error: () => new Error('too late') };
    const turns = new Turns<string>({ max: 1, queue: 1, full, wait });
    const held = heldWork('held', log);
    const first = turns.run('a', held.work);
    await assert.rejects(async () => turns.run('a', () => 'second'), /too late/);
    assert.equal(turns.waiting, 0);
    held.end();
    assert.equal(await first, 'held');
    assert.equal(await turns.run('a', () => 'later'), 'later');
  });

  it('are passed on after a failure', async () => {
    const turns = new Turns<string>({ max: 1, queue: 1, full });
    const failing = turns.run('a', () => Promise.reject(new Error('failed')));
    const next = turns.run('a', () => 'next');
    await assert.rejects(failing, /failed/);
    assert.equal(await next, 'next');
  });
});
