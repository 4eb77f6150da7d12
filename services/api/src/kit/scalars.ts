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

export const json = new GraphQLScalarType({ name: 'JSON', description: 'Any value of JSON.' });

export const upload = new GraphQLScalarType({
  name: 'Upload',
  description: 'A file of a GraphQL multipart request. None can be sent yet, so that only null is valid.',
  parseValue() {
    throw new TypeError('Files cannot be uploaded yet.');
  },
});

/**
 * Many ids have more digits than a number of JSON keeps, and a rounded id is the id of something else. Ids in a document
 * are read digit by digit, so only those in variables can be rounded.
 * @throws TypeError for what is not text or an exact integer
 */
export function parseId(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Number.isSafeInteger(value)) return String(value);
  const reason = Number.isInteger(value)
    ? 'A number this large has been rounded. Send ids as text.'
    : 'It must be text.';
  throw new TypeError(reason);
}
