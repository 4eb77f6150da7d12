import { GraphQLScalarType } from '../graphql/engine.js';
import { isoText } from './iso-text.js';

/** Payloads replayed from an idempotency key already carry their dates as text. @throws RangeError for an invalid date */
function toIsoText(value: unknown): string {
  return isoText(value instanceof Date ? value : new Date(String(value)));
}

export const dateTime = new GraphQLScalarType({
  name: 'DateTime',
  description:
    'A point in time as ISO 8601 text in UTC with milliseconds, for example `2026-01-31T12:00:00.000Z`.',
  serialize: toIsoText,
  parseValue: (value) => new Date(toIsoText(value)),
});
