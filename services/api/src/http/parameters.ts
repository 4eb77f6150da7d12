import { isUtf8 } from 'node:buffer';
import { CodedError } from '@feed/platform/errors';
import { Rejection } from '../limits/rejection.js';

/** The parameters of a GraphQL request, wherever it carried them. */
export interface RequestParameters {
  query: string | null;
  variables: Record<string, unknown> | null;
  operationName: string | null;
}

type Unchecked = Record<string, unknown>;

const malformed = (message: string): Rejection => new Rejection('malformed', 'BAD_REQUEST', message);

/**
 * Combines the parameters of the URL and of the body; each is taken from the URL if it is there. Clients send empty
 * parameters for those that they do not have, so an empty one in the URL, or an empty operation name, counts as absent.
 * @throws Rejection BAD_REQUEST, or CodedError PERSISTED_QUERY_NOT_SUPPORTED for a hash instead of a query
 */
export function readParameters(url: string, body: Unchecked): RequestParameters {
  const start = url.indexOf('?');
  const given = start < 0 ? body : { ...body, ...parametersOf(url.slice(start + 1)) };
  const query = textOf(given, 'query');
  const variables = objectOf(given, 'variables');
  const operationName = textOf(given, 'operationName');
  const extensions = objectOf(given, 'extensions');
  if (query === null && extensions?.['persistedQuery'] != null) {
    // Clients that try the hash of a query first look for this text and code, and then send the query itself.
    throw new CodedError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
  }
  return { query, variables, operationName: operationName === '' ? null : operationName };
}

const names = ['query', 'operationName', 'variables', 'extensions'];

/** The parameters of a query string that are not empty. @throws Rejection BAD_REQUEST */
function parametersOf(search: string): Unchecked {
  assertText(search);
  const parsed = new URLSearchParams(search);
  const found: Unchecked = {};
  for (const name of names) {
    const [value = '', ...more] = parsed.getAll(name);
    if (more.length > 0) throw malformed(`The URL has more than one parameter ${name}.`);
    if (value === '') continue;
    found[name] = name === 'variables' || name === 'extensions' ? parseJson(name, value) : value;
  }
  return found;
}

const encodedBytes = /(?:%[\da-f]{2})+/gi;

/** URLSearchParams replaces bytes that are not UTF-8. Node itself rejects those that are not encoded. */
function assertText(search: string): void {
  const encoded = search.includes('%') ? (search.match(encodedBytes) ?? []) : [];
  if (!encoded.every((bytes) => isUtf8(Buffer.from(bytes.replaceAll('%', ''), 'hex')))) {
    throw malformed('The URL has percent-encoded bytes that are not UTF-8.');
  }
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(`${name} must be JSON.`);
  }
}

function textOf(given: Unchecked, name: string): string | null {
  const value = given[name] ?? null;
  if (value === null || typeof value === 'string') return value;
  throw malformed(`${name} must be text.`);
}

function objectOf(given: Unchecked, name: string): Unchecked | null {
  const value = given[name] ?? null;
  if (value === null || (typeof value === 'object' && !Array.isArray(value)))
    return value as Unchecked | null;
  throw malformed(`${name} must be an object.`);
}
