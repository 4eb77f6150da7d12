import type { FieldNode, GraphQLArgument, GraphQLObjectType, OperationDefinitionNode } from '../engine.js';

export type Variables = Readonly<Record<string, unknown>>;
/** A number that depends on the variables of a request. */
export type Size = (variables: Variables) => number;

const maxSize = 100;
const maxOffset = 10_000;
/** The assumed length of lists without a size argument. */
export const unsizedList = 20;

/** The default values of an operation's variables that are numbers. */
export const defaultsOf = (operation: OperationDefinitionNode): Variables =>
  Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue?.kind === 'IntValue' ? Number(defaultValue.value) : undefined,
    ]),
  );

/** The value of a field's page size argument; undefined for a field without one. No list is longer than a full page. */
export function sizeOf(defaults: Variables, parent: GraphQLObjectType, field: FieldNode): Size | undefined {
  const declared = declaredOf(parent, field, ['first', 'limit']);
  if (!declared) return undefined;
  const preset = typeof declared.defaultValue === 'number' ? declared.defaultValue : unsizedList;
  return valueOf(defaults, field, declared, (value) => bounded(value ?? preset, 1, maxSize));
}

/** Skipped objects are read but not returned, so they count half. */
export function skippedOf(defaults: Variables, parent: GraphQLObjectType, field: FieldNode): Size {
  const declared = declaredOf(parent, field, ['offset']);
  if (!declared) return () => 0;
  return valueOf(defaults, field, declared, (value) => bounded(value ?? 0, 0, maxOffset) / 2);
}

const declaredOf = (
  parent: GraphQLObjectType,
  field: FieldNode,
  names: string[],
): GraphQLArgument | undefined =>
  parent.getFields()[field.name.value]?.args.find(({ name }) => names.includes(name));

/** The number for an argument whose value is in the document or in a variable. */
function valueOf(
  defaults: Variables,
  field: FieldNode,
  { name }: GraphQLArgument,
  number: (value: unknown) => number,
): Size {
  const value = field.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === 'Variable') {
    const variable = value.name.value;
    return (variables) => number(variables[variable] ?? defaults[variable]);
  }
  const known = number(value?.kind === 'IntValue' ? Number(value.value) : undefined);
  return () => known;
}

/** Any other value counts as the maximum; it is rejected later, as an argument of the wrong type. */
const bounded = (value: unknown, min: number, max: number): number =>
  typeof value === 'number' ? Math.min(Math.max(value, min), max) : max;
