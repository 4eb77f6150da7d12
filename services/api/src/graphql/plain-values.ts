import {
  type FieldNode,
  type GraphQLField,
  type OperationDefinitionNode,
  type ValueNode,
  getArgumentValues,
} from './engine.js';

type Values = Readonly<Record<string, unknown>>;
type Definitions = NonNullable<OperationDefinitionNode['variableDefinitions']>;

const maxInt = 2 ** 31 - 1;

/** The values that coercion returns as they are. */
const isPlain: Readonly<Record<string, (value: unknown) => boolean>> = {
  Boolean: (value) => typeof value === 'boolean',
  ID: (value) => typeof value === 'string',
  Int: (value) => Number.isInteger(value) && Math.abs(value as number) <= maxInt,
  String: (value) => typeof value === 'string',
};

interface PlainVariable {
  readonly name: string;
  readonly accepts: (value: unknown) => boolean;
  /** Whether the operation may be run without a value. */
  readonly optional: boolean;
}

/**
 * Plans the coercion of variables whose types are scalars of GraphQL itself, because graphql interprets their types with
 * each request.
 * @returns a function that gives undefined for values that have to be coerced or rejected
 */
export function planPlainVariables(
  definitions: Definitions,
): ((given: Values) => Record<string, unknown> | undefined) | undefined {
  const variables: PlainVariable[] = [];
  for (const { variable, type, defaultValue } of definitions) {
    const named = type.kind === 'NonNullType' ? type.type : type;
    const accepts = named.kind === 'NamedType' ? isPlain[named.name.value] : undefined;
    if (!accepts) return undefined;
    const optional = type.kind !== 'NonNullType' && defaultValue === undefined;
    variables.push({ name: variable.name.value, accepts, optional });
  }
  return (given) => {
    const values: Record<string, unknown> = {};
    for (const { name, accepts, optional } of variables) {
      const value = given[name];
      if (accepts(value)) values[name] = value;
      else if (value !== undefined || !optional) return undefined;
    }
    return values;
  };
}

/** The arguments of a field for the coerced variables of a request. @throws GraphQLError */
export type ArgumentsOf = (variables: Values) => Record<string, unknown>;

/**
 * Plans the arguments of a field whose values are constants and variables, because graphql interprets them with each
 * request. The first request that has all variables shows the values of the constants and the defaults.
 */
export function planArguments(field: GraphQLField<unknown, unknown>, node: FieldNode): ArgumentsOf {
  const general: ArgumentsOf = (variables) => getArgumentValues(field, node, variables);
  const given = node.arguments ?? [];
  const variables: (readonly [argument: string, variable: string])[] = [];
  for (const { name, value } of given) {
    if (value.kind === 'Variable') variables.push([name.value, value.name.value]);
    else if (!isConstant(value)) return general;
  }
  let constants: Record<string, unknown> | undefined;
  return (values) => {
    if (variables.some(([, variable]) => values[variable] == null)) return general(values);
    constants ??= general(values);
    const result = { ...constants };
    for (const [argument, variable] of variables) result[argument] = values[variable];
    return result;
  };
}

/** Whether all requests may share the value. Lists and objects are made for each, in case a resolver changes them. */
const isConstant = ({ kind }: ValueNode): boolean => kind !== 'ObjectValue' && kind !== 'ListValue';
