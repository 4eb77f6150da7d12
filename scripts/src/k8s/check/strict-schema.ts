/** A JSON schema. */
export interface Schema {
  [keyword: string]: unknown;
}

const textOrInteger = { type: ['string', 'integer'] };
/** The API's description has a string; files may also have a number. */
const textOrNumber = { type: ['string', 'number'] };

/**
 * The same schema without the extensions of Kubernetes, which rejects fields that it does not name. The API server drops
 * such fields silently, so that a misspelt one has no effect.
 */
export function strict(schema: Schema): Schema {
  if (schema['x-kubernetes-int-or-string'] === true || schema['format'] === 'int-or-string')
    return textOrInteger;
  const description = typeof schema['description'] === 'string' ? schema['description'] : '';
  if (schema['type'] === 'string' && description.startsWith('Quantity is a fixed-point')) return textOrNumber;
  const inner = Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => keyword !== 'description' && !keyword.startsWith('x-'))
      .map(([keyword, value]) => [keyword, descend(keyword, value)]),
  );
  return { ...inner, ...closed(schema) };
}

const open = 'x-kubernetes-preserve-unknown-fields';

const closed = (schema: Schema): Schema =>
  schema['properties'] && schema[open] !== true && schema['additionalProperties'] === undefined
    ? { additionalProperties: false }
    : {};

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function descend(keyword: string, value: unknown): unknown {
  if (keyword === 'properties' && isSchema(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, schema]) => [name, isSchema(schema) ? strict(schema) : schema]),
    );
  if ((keyword === 'items' || keyword === 'additionalProperties') && isSchema(value)) return strict(value);
  return value;
}
