import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { taskNames, tasks } from '@feed/tasks/kinds/all';
import { assertComplete } from '../../src/handlers/all.js';

const filesIn = (folder: string): string[] =>
  readdirSync(new URL(folder, import.meta.url))
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((name) => name !== 'all')
    .sort();

describe('the registry of handlers', () => {
  const handlers = Object.fromEntries(taskNames.map((name) => [name, () => undefined]));

  it('has one file for every kind of task, of the same name', () => {
    const names = [...taskNames].sort();
    assert.deepEqual(filesIn('../../src/handlers'), names);
    assert.deepEqual(filesIn('../../../../packages/tasks/src/kinds'), names);
    for (const name of taskNames) assert.equal(tasks[name].name, name);
  });

  it('refuses to start when a kind has no handler or a handler no kind', () => {
    assertComplete(handlers);
    const { retention, ...rest } = handlers;
    assert.throws(() => assertComplete(rest), /no handler for the task retention$/);
    assert.throws(
      () => assertComplete({ ...handlers, retain: retention }),
      /a handler for retain, which is no task/,
    );
  });
});
