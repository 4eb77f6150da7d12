import { readFileSync } from 'node:fs';
import { CodedError } from '@feed/platform/errors';
import { modelNames, modelOf, type ModelName } from './models.js';

/** The tables, columns and usernames that the operator names. */
export interface DjangoMap {
  /** The table of a model; null for none. */
  readonly tables: Readonly<Partial<Record<ModelName, string | null>>>;
  /** The column of each field of a model; null for none. */
  readonly columns: Readonly<Partial<Record<ModelName, Readonly<Record<string, string | null>>>>>;
  /** New usernames by the present ones. */
  readonly usernames: ReadonlyMap<string, string>;
  /** The time zone of times that are stored without one. */
  readonly timeZone?: string;
}

const wrong = (problem: string): CodedError => new CodedError('INVALID_INPUT', problem);

type Names = Record<string, string | null>;

/**
 * Reads `--map MODEL=TABLE` and the file of `--map-file`.
 * @throws CodedError INVALID_INPUT
 */
export function readMap(pairs: readonly string[], file: string | undefined): DjangoMap {
  const content = file === undefined ? {} : parseFile(file);
  const known = ['tables', 'columns', 'usernames', 'timeZone'];
  const unknown = Object.keys(content).find((key) => !known.includes(key));
  if (unknown !== undefined) throw wrong(`${file}: "${unknown}" is unknown: it may have ${known.join(', ')}`);
  const { timeZone } = content;
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw wrong(`${file}: timeZone must be a name such as "Europe/Berlin"`);
  const tables = { ...names(content['tables'], `${file}: tables`), ...Object.fromEntries(pairs.map(pair)) };
  const columns = Object.entries(object(content['columns'], `${file}: columns`)).map(
    ([model, fields]) => [model, fieldNames(model, fields, `${file}: columns.${model}`)] as const,
  );
  for (const model of Object.keys(tables)) requireModel(model);
  const usernames = Object.entries(names(content['usernames'], `${file}: usernames`));
  return {
    ...{ tables, columns: Object.fromEntries(columns) },
    usernames: new Map(usernames.flatMap(([from, to]) => (to === null ? [] : [[from, to] as const]))),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

function parseFile(file: string): Record<string, unknown> {
  const text = readFileSync(file, 'utf8');
  try {
    return object(JSON.parse(text), file);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw wrong(`${file} is not JSON: ${error.message}`);
  }
}

function object(value: unknown, place: string): Record<string, unknown> {
  if (value === undefined) return {};
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw wrong(`${place} must be an object`);
}

function names(value: unknown, place: string): Names {
  const found = object(value, place);
  for (const [key, name] of Object.entries(found))
    if (name !== null && (typeof name !== 'string' || name === ''))
      throw wrong(`${place}.${key} must be a name, or null for none`);
  return found as Names;
}

function fieldNames(model: string, value: unknown, place: string): Names {
  const known = Object.keys(modelOf(requireModel(model)).fields);
  const found = names(value, place);
  const unknown = Object.keys(found).find((field) => !known.includes(field));
  if (unknown !== undefined)
    throw wrong(`${place}: there is no field "${unknown}", only ${known.join(', ')}`);
  return found;
}

function pair(text: string): [string, string | null] {
  const [, model = '', table = ''] = /^(\w+)=(.+)$/s.exec(text) ?? [];
  if (model === '') throw wrong(`--map ${text}: write it as MODEL=TABLE`);
  return [model, table === 'none' ? null : table];
}

function requireModel(name: string): ModelName {
  const model = modelNames.find((each) => each === name);
  if (model === undefined) throw wrong(`there is no model "${name}", only ${modelNames.join(', ')}`);
  return model;
}

function isTimeZone(name: unknown): name is string {
  try {
    return typeof name === 'string' && name !== '' && !!new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
}
