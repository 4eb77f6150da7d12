import { isId } from '@feed/store/postgres/ids';

/** A stored payload is invalid for its kind. A retry cannot help. */
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

/** @returns a parser of payloads whose named parts are ids; it ignores unknown parts, which a newer release may add */
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
