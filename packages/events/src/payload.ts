import { isId } from '@feed/store/postgres/ids';

/** A stored payload does not match its kind. A retry does not help. */
export class PayloadError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PayloadError';
  }
}

/** @throws PayloadError unless the payload is an object */
export function asObject(payload: unknown): Record<string, unknown> {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload))
    throw new PayloadError('the payload is not an object');
  return payload as Record<string, unknown>;
}

/** Makes a parser of payloads in which the named parts are ids. Unknown parts are ignored, because a newer release may have added them. */
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
