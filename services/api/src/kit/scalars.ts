import { GraphQLScalarType } from '../graphql/engine.js';
import { isoText } from './iso-text.js';

/** Payloads replayed from an idempotency key carry their dates as text already. @throws RangeError for what is no date */
function toIsoText(value: unknown): string {
  return isoText(value instanceof Date ? value : new Date(String(value)));
}

export const dateTime = new GraphQLScalarType({
  name: 'DateTime',
  description: 'A moment as ISO 8601 text in UTC, for example `2026-01-31T12:00:00.000Z`.',
  serialize: toIsoText,
  parseValue: (value) => new Date(toIsoText(value)),
});
