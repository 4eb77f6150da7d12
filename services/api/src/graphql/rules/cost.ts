import { Rejection } from '../../limits/rejection.js';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
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

/** Objects that an operation may ask for, counting every list as full. */
const maxCost = 10_000;
/** Assumed of lists that take no size. */
const unsizedList = 20;
const maxSize = 100;

type Variables = Readonly<Record<string, unknown>>;
type Size = (variables: Variables) => number;

interface Plan {
  /** Objects made here for each object of the parent. */
  size: Size;
  children: readonly Plan[];
}

/**
 * What running the operation costs, ready to be asked for each set of variables.
 * @returns a check that throws a Rejection when the cost is above the limit
 */
export function planCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (variables: Variables) => void {
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
      const message = `The operation may ask for ${cost} objects; ${maxCost} are allowed. Ask for smaller pages.`;
      throw new Rejection('cost', 'QUERY_TOO_COMPLEX', message);
    }
  };
}

const sum = (plans: readonly Plan[], variables: Variables): number =>
  plans.reduce((total, { size, children }) => total + size(variables) * (1 + sum(children, variables)), 0);

interface Scope {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  defaults: Variables;
}

const fragmentsOf = (document: DocumentNode): Scope['fragments'] =>
  new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === 'FragmentDefinition' ? [[definition.name.value, definition] as const] : [],
    ),
  );

const defaultsOf = (operation: OperationDefinitionNode): Variables =>
  Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue?.kind === 'IntValue' ? Number(defaultValue.value) : undefined,
    ]),
  );

/** `edgesSize` is the page size that a connection's own field was given, and that its edges take. */
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
  return [{ size, children: planSelection(scope, type, field.selectionSet, list ? undefined : given) }];
}

const isList = (type: GraphQLOutputType): boolean => isListType(getNullableType(type));

function sizeOf(scope: Scope, parent: GraphQLObjectType, field: FieldNode): Size | undefined {
  const declared = parent
    .getFields()
    [field.name.value]?.args.find(({ name }) => name === 'first' || name === 'limit');
  if (!declared) return undefined;
  const preset = typeof declared.defaultValue === 'number' ? declared.defaultValue : unsizedList;
  const value = field.arguments?.find(({ name }) => name.value === declared.name)?.value;
  if (!value || value.kind === 'NullValue') return () => preset;
  if (value.kind === 'IntValue') return () => bounded(Number(value.value), preset);
  if (value.kind !== 'Variable') return () => maxSize;
  const name = value.name.value;
  return (variables) => bounded(variables[name] ?? scope.defaults[name], preset);
}

/** Nothing larger than a full page is ever delivered; what is not a number is refused later, as an argument. */
function bounded(value: unknown, preset: number): number {
  if (value === undefined || value === null) return preset;
  return typeof value === 'number' ? Math.min(Math.max(value, 1), maxSize) : maxSize;
}
