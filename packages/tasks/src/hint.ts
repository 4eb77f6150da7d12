import type { Hint } from './wakeup.js';

const kindRule = /^[a-z][a-z-]{0,63}$/;

/** Release 0.1.0 accepts a hint only with the id of a task, but then ignores the id: any will do. */
const anyTaskId = '1';

/** A hint as it is sent through Redis. */
export const writeHint = ({ kind }: Hint): object => ({ taskId: anyTaskId, kind });

/** Data from Redis is a hint only if it looks like one: anything that can reach Redis may have written it. */
export function readHint(data: unknown): Hint | undefined {
  const { kind } = (data ?? {}) as Partial<Record<keyof Hint, unknown>>;
  return typeof kind === 'string' && kindRule.test(kind) ? { kind } : undefined;
}
