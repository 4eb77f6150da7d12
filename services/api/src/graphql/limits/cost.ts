import { Rejection } from '../../limits/rejection.js';
import { maxStatementBytes } from '../../limits/response-limit.js';
import { type Cost, costOfTexts } from '../../limits/shares.js';
import {
  type DocumentNode,
  type FieldNode,
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
import { rootType } from '../root-type.js';
import { type Size, type Variables, defaultsOf, sizeOf, skippedOf, unsizedList } from './sizes.js';

/** The lengths in characters that long texts can have, by field, such as `PostType.content`. */
export type TextLengths = Readonly<Record<string, number>>;

/** How many objects an operation may request, if every list is full. */
const maxObjects = 10_000;
const maxStatements = 60;
const bytesPerCharacter = 4;

/** The cost of a statement, compared with an object. */
const costOfStatement = 10;

/** The cost of a field, per object of its parent. */
interface Plan {
  /** How many objects the field gives. */
  size: Size;
  /** How many more are read to reach them. */
  skipped: Size;
  /** The bytes of the long texts of each object. */
  textBytes: number;
  children: readonly Plan[];
}

interface Selection {
  plans: Plan[];
  textBytes: number;
}

interface Scope {
  fragments: Fragments;
  defaults: Variables;
  texts: TextLengths;
  /** Counts the fields that read: loaders give each of them one statement for all its parents. */
  statements: number;
}

/**
 * Plans how to compute the cost of an operation from its variables. It counts what the operation may read: objects,
 * statements, and the bytes of texts, if every list is full and every text as long as it can be. Most texts are short, so
 * the bytes reject nothing; an operation ends when it has read too many.
 * @returns a function that throws a Rejection when the objects or statements are above their limit
 */
export function planCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  texts: TextLengths = {},
): (variables: Variables) => Cost {
  const root = rootType(schema, operation);
  const scope = { fragments: fragmentsOf(document), defaults: defaultsOf(operation), texts, statements: 0 };
  const { plans } = root ? planSelection(scope, root, operation.selectionSet) : { plans: [] };
  return (variables) => {
    const objects = total(plans, variables, objectsOf);
    check(objects, maxObjects, 'objects');
    check(scope.statements, maxStatements, 'lists and linked objects');
    const bytes = Math.min(total(plans, variables, bytesOf), maxStatementBytes);
    const planned = Math.ceil(objects + costOfStatement * scope.statements);
    return { planned, most: Math.ceil(planned + costOfTexts(bytes)) };
  };
}

function check(requested: number, allowed: number, what: string): void {
  if (requested <= allowed) return;
  const message = `The operation may request ${requested} ${what}; ${allowed} are allowed. Ask for smaller pages.`;
  throw new Rejection('cost', 'QUERY_TOO_COMPLEX', message);
}

type Measure = (plan: Plan, variables: Variables) => number;

const total = (plans: readonly Plan[], variables: Variables, measure: Measure): number =>
  plans.reduce((sum, plan) => sum + measure(plan, variables), 0);

const objectsOf: Measure = ({ size, skipped, children }, variables) =>
  skipped(variables) + size(variables) * (1 + total(children, variables, objectsOf));

const bytesOf: Measure = ({ size, textBytes, children }, variables) =>
  size(variables) * (textBytes + total(children, variables, bytesOf));

/** @param edgesSize the page size argument of the connection, which is the length of its edges */
function planSelection(
  scope: Scope,
  parent: GraphQLObjectType,
  set: SelectionSetNode,
  edgesSize?: Size,
): Selection {
  const selection: Selection = { plans: [], textBytes: 0 };
  for (const node of set.selections) {
    if (node.kind === 'Field') planField(scope, parent, node, selection, edgesSize);
    else {
      const { selectionSet } =
        node.kind === 'InlineFragment' ? node : (scope.fragments.get(node.name.value) ?? {});
      if (!selectionSet) continue;
      const part = planSelection(scope, parent, selectionSet, edgesSize);
      selection.plans.push(...part.plans);
      selection.textBytes += part.textBytes;
    }
  }
  return selection;
}

/** Adds a field to the selection. An alias of a text counts again, because the response contains it again. */
function planField(
  scope: Scope,
  parent: GraphQLObjectType,
  field: FieldNode,
  selection: Selection,
  edgesSize?: Size,
): void {
  const name = field.name.value;
  const definition = parent.getFields()[name];
  if (!definition) return;
  selection.textBytes += bytesPerCharacter * (scope.texts[`${parent.name}.${name}`] ?? 0);
  const type = getNamedType(definition.type);
  if (!field.selectionSet || !isObjectType(type)) return;
  if (definition.resolve) scope.statements += 1;
  const given = sizeOf(scope.defaults, parent, field);
  const list = isList(definition.type);
  const size = list ? (given ?? edgesSize ?? (() => unsizedList)) : () => 1;
  const { plans, textBytes } = planSelection(scope, type, field.selectionSet, list ? undefined : given);
  selection.plans.push({
    size,
    skipped: skippedOf(scope.defaults, parent, field),
    textBytes,
    children: plans,
  });
}

const isList = (type: GraphQLOutputType): boolean => isListType(getNullableType(type));
