import { Rejection } from '../../limits/rejection.js';
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
} from '../engine.js';
import { type Fragments, fragmentsOf } from '../fragments.js';

/** How many objects an operation may request, if every list is full. */
const maxCost = 10_000;
/** The assumed length of lists without a size argument. */
const unsizedList = 20;
const maxSize = 100;
const maxOffset = 10_000;

type Variables = Readonly<Record<string, unknown>>;
type Size = (variables: Variables) => number;

interface Plan {
  /** How many objects the field gives per object of its parent. */
  size: Size;
  /** How many more are read to reach them. */
  skipped: Size;
  children: readonly Plan[];
}

/**
 * Plans how to compute the cost of an operation from its variables.
 * @returns a function that throws a Rejection when the cost is above the limit
 */
export function planCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Size {
  const root = operation.operation === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  const plans = root
    ? planSelection(
        { fragments: fragmentsOf(document), defaults: defaultsOf(operation) },
        root,
        operation.selectionSet,
      )
    : [];
  return (variables) => {
    const cost = sum(plans, variables);
    if (cost > maxCost) {
      const message = `The operation may request ${cost} objects; ${maxCost} are allowed. Ask for smaller pages.`;
      throw new Rejection('cost', 'QUERY_TOO_COMPLEX', message);
    }
    return cost;
  };
}

const sum = (plans: readonly Plan[], variables: Variables): number =>
  plans.reduce(
    (total, { size, skipped, children }) =>
      total + skipped(variables) + size(variables) * (1 + sum(children, variables)),
    0,
  );

interface Scope {
  fragments: Fragments;
  defaults: Variables;
}

const defaultsOf = (operation: OperationDefinitionNode): Variables =>
  Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue?.kind === 'IntValue' ? Number(defaultValue.value) : undefined,
    ]),
  );

/** @param edgesSize the page size argument of the connection, which is the length of its edges */
function planSelection(
  scope: Scope,
  parent: GraphQLObjectType,
  set: SelectionSetNode,
  edgesSize?: Size,
): Plan[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === 'Field') return planField(scope, parent, selection, edgesSize);
    if (selection.kind === 'InlineFragment')
      return planSelection(scope, parent, selection.selectionSet, edgesSize);
    const fragment = scope.fragments.get(selection.name.value);
    return fragment ? planSelection(scope, parent, fragment.selectionSet, edgesSize) : [];
  });
}

function planField(scope: Scope, parent: GraphQLObjectType, field: FieldNode, edgesSize?: Size): Plan[] {
  const definition = parent.getFields()[field.name.value];
  if (!definition || !field.selectionSet) return [];
  const type = getNamedType(definition.type);
  if (!isObjectType(type)) return [];
  const given = sizeOf(scope, parent, field);
  const list = isList(definition.type);
  const size = list ? (given ?? edgesSize ?? (() => unsizedList)) : () => 1;
  const children = planSelection(scope, type, field.selectionSet, list ? undefined : given);
  return [{ size, skipped: skippedOf(scope, parent, field), children }];
}

const isList = (type: GraphQLOutputType): boolean => isListType(getNullableType(type));

/** No list is longer than a full page. */
function sizeOf(scope: Scope, parent: GraphQLObjectType, field: FieldNode): Size | undefined {
  const declared = declaredOf(parent, field, ['first', 'limit']);
  if (!declared) return undefined;
  const preset = typeof declared.defaultValue === 'number' ? declared.defaultValue : unsizedList;
  return valueOf(scope, field, declared, (value) => bounded(value ?? preset, 1, maxSize));
}

/** Skipped objects are read but not returned, so they count half. */
function skippedOf(scope: Scope, parent: GraphQLObjectType, field: FieldNode): Size {
  const declared = declaredOf(parent, field, ['offset']);
  if (!declared) return () => 0;
  return valueOf(scope, field, declared, (value) => bounded(value ?? 0, 0, maxOffset) / 2);
}

const declaredOf = (
  parent: GraphQLObjectType,
  field: FieldNode,
  names: string[],
): GraphQLArgument | undefined =>
  parent.getFields()[field.name.value]?.args.find(({ name }) => names.includes(name));

/** The number for an argument whose value is in the document or in a variable. */
function valueOf(
  scope: Scope,
  field: FieldNode,
  { name }: GraphQLArgument,
  number: (value: unknown) => number,
): Size {
  const value = field.arguments?.find((argument) => argument.name.value === name)?.value;
  if (value?.kind === 'Variable') {
    const variable = value.name.value;
    return (variables) => number(variables[variable] ?? scope.defaults[variable]);
  }
  const known = number(value?.kind === 'IntValue' ? Number(value.value) : undefined);
  return () => known;
}

/** Any other value counts as the maximum; it is rejected later, as an argument of the wrong type. */
const bounded = (value: unknown, min: number, max: number): number =>
  typeof value === 'number' ? Math.min(Math.max(value, min), max) : max;
