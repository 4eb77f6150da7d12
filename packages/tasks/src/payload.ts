import { isId } from '@feed/store/postgres/ids';
import { PayloadError } from './task.js';

function asObject(payload: unknown): Record<string, unknown> {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload))
    throw new PayloadError('the payload is not an object');
  return payload as Record<string, unknown>;
}

/** A parser of payloads whose named parts are ids. */
export function ids<K extends string>(...keys: readonly K[]): (payload: unknown) => Record<K, string> {
  return (payload) => {
    const parts = asObject(payload);
    const read = (key: K): [K, string] => {
      const id = parts[key];
      if (typeof id !== 'string' || !isId(id)) throw new PayloadError(`${key} is not an id`);
      return [key, id];
    };
    return Object.fromEntries(keys.map(read)) as Record<K, string>;
  };
}

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
