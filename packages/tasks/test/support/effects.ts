import { statement } from '@feed/store/postgres/statement';
import type { Queryable } from '@feed/store/postgres/queryable';
import type { Handler, Handlers } from '../../src/handler.js';
import { taskNames } from '../../src/kinds/all.js';

const makeTable = statement('test.make_effects', 'CREATE TABLE effects (task_id bigint NOT NULL)');
const effect = statement('test.effect', 'INSERT INTO effects VALUES ($1)');
const count = statement<{ count: number }>(
  'test.count_effects',
  'SELECT count(*)::int AS count FROM effects WHERE task_id = $1',
);

export async function makeEffects(q: Queryable): Promise<void> {
  await q.query(makeTable);
}

export async function countEffects(q: Queryable, taskId: string): Promise<number> {
  return (await q.query(count, [taskId]))[0]?.count ?? 0;
}

export type WelcomeHandler = Handler<{ userId: string }>;

/** What a run does to the database, visible when it has committed. */
export const leaveEffect: WelcomeHandler = async (_payload, { tx, taskId }) => {
  await tx.query(effect, [taskId]);
};

const idle = async (): Promise<void> => undefined;

export function handlersWith(welcome: WelcomeHandler): Handlers {
  const idlers = Object.fromEntries(taskNames.map((name) => [name, idle])) as unknown as Handlers;
  return { ...idlers, 'welcome-mail': welcome };
}
