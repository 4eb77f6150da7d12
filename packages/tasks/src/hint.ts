import { isId } from '@feed/store/postgres/ids';
import type { Hint } from './wakeup.js';

const kindRule = /^[a-z][a-z-]{0,63}$/;

/** What came through Redis is a hint only if it looks like one: whoever can reach Redis could have written it. */
export function readHint(data: unknown): Hint | undefined {
  const { taskId, kind } = (data ?? {}) as Partial<Record<keyof Hint, unknown>>;
  const genuine =
    typeof taskId === 'string' && isId(taskId) && typeof kind === 'string' && kindRule.test(kind);
  return genuine ? { taskId, kind } : undefined;
}
