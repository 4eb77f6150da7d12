import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from '../../src/graphql/engine.js';

/** An argument of the schema, or a field of an input object, that takes a text. */
export interface TextArgument {
  operation: 'query' | 'mutation';
  /** The fields from the root to the one that has the argument. */
  fields: readonly GraphQLField<unknown, unknown>[];
  /** The argument's name, then those of the fields of its input object. */
  path: readonly string[];
}

type Input = GraphQLArgument | GraphQLInputField;

const isText = (type: GraphQLInputType): boolean => ['String', 'ID'].includes(getNamedType(type).name);

const inputFields = (type: GraphQLInputType): Input[] => {
  const named = getNamedType(type);
  return isInputObjectType(named) ? Object.values(named.getFields()) : [];
};

/** The paths to all texts in these arguments; an input object that contains itself is entered once. */
function textPaths(inputs: readonly Input[], seen: readonly string[] = []): string[][] {
  return inputs.flatMap(({ name, type }) => {
    if (isText(type)) return [[name]];
    const typeName = getNamedType(type).name;
    if (seen.includes(typeName)) return [];
    return textPaths(inputFields(type), [...seen, typeName]).map((rest) => [name, ...rest]);
  });
}

/** Every text argument of every field that a document can reach, each by the shortest way. */
export function textArguments(schema: GraphQLSchema): TextArgument[] {
  const found: TextArgument[] = [];
  const seen = new Set<GraphQLNamedType>();
  const visit = (operation: TextArgument['operation'], roots: GraphQLObjectType): void => {
    const waiting: { type: GraphQLObjectType; fields: TextArgument['fields'] }[] = [
      { type: roots, fields: [] },
    ];
    for (const { type, fields } of waiting)
      for (const field of Object.values(type.getFields())) {
        const way = [...fields, field];
        for (const path of textPaths(field.args)) found.push({ operation, fields: way, path });
        const next = getNamedType(field.type);
        if (!isObjectType(next) || seen.has(next)) continue;
        seen.add(next);
        waiting.push({ type: next, fields: way });
      }
  };
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()];
  if (query) visit('query', query);
  if (mutation) visit('mutation', mutation);
  return found;
}

/** Gives a valid text for an argument of this name, of the given field. */
export type Sample = (name: string, type: 'String' | 'ID' | undefined, field: string) => unknown;

/** Values for the arguments of a field: valid ones, with `text` in the place that `path` names. */
export function argumentsWith(
  { name: field, args }: GraphQLField<unknown, unknown>,
  path: readonly string[] | undefined,
  text: string,
  sample: Sample,
): Record<string, unknown> {
  const fill = (inputs: readonly Input[], [head, ...rest]: readonly string[]): Record<string, unknown> =>
    Object.fromEntries(
      inputs.flatMap(({ name, type }) => {
        if (name === head) return [[name, put(type, rest)]];
        const scalar = getNamedType(type).name;
        const wanted = isNonNullType(type) || (scalar === 'String' && path !== undefined);
        return wanted ? [[name, valueOf(name, type)]] : [];
      }),
    );
  const put = (type: GraphQLInputType, rest: readonly string[]): unknown => {
    const value = rest.length === 0 ? text : fill(inputFields(type), rest);
    return isList(type) ? [value] : value;
  };
  const valueOf = (name: string, type: GraphQLInputType): unknown => {
    const fields = inputFields(type);
    const scalar = getNamedType(type).name;
    const known = scalar === 'String' || scalar === 'ID' ? scalar : undefined;
    const value = fields.length > 0 ? fill(fields, []) : sample(name, known, field);
    return isList(type) ? [value] : value;
  };
  return fill(args, path ?? []);
}

const isList = (type: GraphQLInputType): boolean => isListType(isNonNullType(type) ? type.ofType : type);

/** A selection of all fields that need no argument, down to `depth` levels of objects. */
export function selectionOf(type: GraphQLOutputType, depth = 3): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return '';
  const parts = Object.values(named.getFields()).flatMap((field) => {
    if (isLeafType(getNamedType(field.type))) return [field.name];
    if (depth === 0 || field.args.length > 0) return [];
    return [`${field.name} ${selectionOf(field.type, depth - 1)}`];
  });
  return `{ __typename ${parts.join(' ')} }`;
}
