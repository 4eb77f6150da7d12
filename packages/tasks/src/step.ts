import { asObject, PayloadError } from '@feed/events/payload';
import { isId } from '@feed/store/postgres/ids';

/** The payload of a task that walks a table in steps: where the step begins, nothing for the first one. */
export interface Step {
  after?: string;
}

export function step(payload: unknown): Step {
  const { after } = asObject(payload);
  if (after === undefined) return {};
  if (typeof after !== 'string' || !isId(after)) throw new PayloadError('after is not an id');
  return { after };
}
