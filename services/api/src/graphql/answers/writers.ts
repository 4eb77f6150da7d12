import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from '../engine.js';
import type { Fragments } from '../fragments.js';
import { maxResponseBytes, responseTooLarge } from '../../limits/response-limit.js';
import { selectionOf } from './selection.js';

/** Writes a value as JSON. @throws Error for a value that the type of its field does not allow */
export type Write = (value: unknown) => string;

/** Texts made from an object that never changes, each for the writer that made it. */
interface Texts {
  get(writer: object): string | undefined;
  keep(writer: object, text: string): void;
}

type Parent = Readonly<Record<string, unknown>> & { readonly fragments?: Texts };

/**
 * Makes the writer of a type with the selections below its field. A field can be written when its value is a property
 * of its parent, or when its resolver needs nothing but the parent.
 * @returns undefined when a field needs more than that, such as arguments
 */
export function writerOf(
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  fragments: Fragments,
): Write | undefined {
  if (isNonNullType(type)) {
    const write = writerOf(type.ofType as GraphQLOutputType, nodes, fragments);
    return write && notNull(write);
  }
  if (isListType(type)) {
    const write = writerOf(type.ofType as GraphQLOutputType, nodes, fragments);
    return write && listOf(write);
  }
  if (isLeafType(type)) return leaf((value) => type.serialize(value));
  return isObjectType(type) ? objectOf(type, nodes, fragments) : undefined;
}

/** The writer of a nullable type writes `null` for an absent value, which this one rejects. */
const notNull =
  (write: Write): Write =>
  (value) => {
    if (value == null) throw new Error('a field that cannot be null has no value');
    return write(value);
  };

const leaf =
  (serialize: (value: unknown) => unknown): Write =>
  (value) => {
    if (value == null) return 'null';
    const text = JSON.stringify(serialize(value)) as string | undefined;
    if (text === undefined || text === 'null') throw new Error('a value cannot be written as its type');
    return text;
  };

const listOf =
  (write: Write): Write =>
  (value) => {
    if (value == null) return 'null';
    if (!Array.isArray(value)) throw new Error('a list is not an array');
    let text = '[';
    for (let at = 0; at < value.length; at += 1) {
      text += at === 0 ? write(value[at]) : `,${write(value[at])}`;
      // Aliases repeat a text that was read once.
      if (text.length > maxResponseBytes) throw responseTooLarge();
    }
    return `${text}]`;
  };

interface FieldWriter {
  /** The name as JSON, with the comma before it and the colon behind it. */
  readonly name: string;
  readonly value: (parent: Parent) => unknown;
  readonly write: Write;
}

function objectOf(
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  fragments: Fragments,
): Write | undefined {
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const selection = selectionOf(type, sets, fragments);
  if (!selection) return undefined;
  const fields: FieldWriter[] = [];
  for (const [key, own] of selection) {
    const field = fieldWriter(type, own, fragments);
    if (!field) return undefined;
    fields.push({ ...field, name: `${fields.length === 0 ? '' : ','}${JSON.stringify(key)}:` });
  }
  return rememberingTexts((parent) => {
    let text = '{';
    for (const { name, value, write } of fields) text += name + write(value(parent));
    return `${text}}`;
  });
}

/** An object that keeps texts is written once per writer, and not at all until it is replaced by a changed one. */
function rememberingTexts(write: (parent: Parent) => string): Write {
  const remembering: Write = (value) => {
    if (value == null) return 'null';
    const parent = value as Parent;
    const { fragments: texts } = parent;
    if (!texts) return write(parent);
    const known = texts.get(remembering);
    if (known !== undefined) return known;
    const text = inOnePiece(write(parent));
    texts.keep(remembering, text);
    return text;
  };
  return remembering;
}

/** A text that was put together refers to its parts, which take several times its size. */
export const inOnePiece = (text: string): string => Buffer.from(text).toString();

function fieldWriter(
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  fragments: Fragments,
): Omit<FieldWriter, 'name'> | undefined {
  const name = nodes[0]?.name.value ?? '';
  if (name === '__typename') return { value: () => type.name, write: (value) => JSON.stringify(value) };
  const field = type.getFields()[name];
  const value = field && valueOf(field);
  const write = field && writerOf(field.type, nodes, fragments);
  return value && write && { value, write };
}

function valueOf({ name, args, resolve }: GraphQLField<unknown, unknown>): FieldWriter['value'] | undefined {
  if (args.length > 0) return undefined;
  if (!resolve) return (parent) => plain(parent[name]);
  // A resolver that declares more parameters uses the context, and may read from it.
  if (resolve.length > 1) return undefined;
  const resolveParent = resolve as (parent: Parent) => unknown;
  return (parent) => plain(resolveParent(parent));
}

/** @throws Error for a value that only an engine can complete */
function plain(value: unknown): unknown {
  if (typeof value === 'function' || value instanceof Promise) throw new Error('a value has to be awaited');
  return value;
}
