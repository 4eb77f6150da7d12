import { statement } from '@feed/store/postgres/statement';
import { serviceRole } from '@feed/testkit/test-database';
import type { Queryable } from '@feed/store/postgres/queryable';
import { type Reaction, reaction } from '../../src/reaction.js';
import { createRegistry, type Registry } from '../../src/registry.js';
import { patient, type PeriodicTask, type TransactionRun } from '../../src/task.js';

const makeTable = statement(
  'test.make_effects',
  `CREATE TABLE effects (task_id bigint NOT NULL); GRANT SELECT, INSERT, DELETE ON effects TO ${serviceRole}`,
);
const effect = statement('test.effect', 'INSERT INTO effects VALUES ($1)');
const count = statement<{ count: number }>(
  'test.count_effects',
  'SELECT count(*)::int AS count FROM effects WHERE task_id = $1',
);

/** @param owner may create tables */
export async function makeEffects(owner: Queryable): Promise<void> {
  await owner.query(makeTable);
}

export async function countEffects(q: Queryable, taskId: string): Promise<number> {
  return (await q.query(count, [taskId]))[0]?.count ?? 0;
}

export type Welcome = (payload: { userId: string }, run: TransactionRun) => Promise<void>;

/** Writes a row that is visible once the run has committed. */
export const leaveEffect: Welcome = async (_payload, { tx, taskId }) => {
  await tx.query(effect, [taskId]);
};

/** The task that most tests enqueue. */
export const welcomeMail = { name: 'welcome-mail', retry: patient };

type AnyReaction = Reaction<'user.registered', unknown>;

const idle = (name: string): PeriodicTask<object, unknown> => ({
  ...{ name, parse: () => ({}), retry: patient, everySeconds: 3_600, effect: 'transaction' as const },
  run: async () => undefined,
});

/** The reaction under test, others, and three periodic tasks that do nothing. */
export function registryWith(welcome: Welcome, ...others: AnyReaction[]): Registry<unknown> {
  const welcomed = reaction({
    name: welcomeMail.name,
    on: ['user.registered'],
    retry: welcomeMail.retry,
    effect: 'transaction',
    run: (payload, run) => welcome(payload, run),
  });
  return createRegistry<unknown>(
    [welcomed, ...others],
    ['check-feeds', 'reconcile-counters', 'retention'].map(idle),
  );
}
