import { CodedError } from '@feed/platform/errors';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  execute,
  getOperationAST,
  visit,
} from './engine.js';
import { planCost } from './limits/cost.js';
import { type Fragments, fragmentsOf } from './fragments.js';

export type Execution = ExecutionResult | Promise<ExecutionResult>;

export interface Operation {
  readonly type: OperationDefinitionNode['operation'];
  /** The first field at the top when the schema has it, else `other`: hostile names make no metric series. */
  readonly name: string;
  readonly introspects: boolean;
  /** Objects that it may make with these variables. @throws Rejection when they are too many */
  cost(variables: Readonly<Record<string, unknown>>): number;
  run(args: ExecutionArgs): Execution;
}

/** @throws GraphQLError when the document has no operation of that name, or several and no name was given */
export function prepareOperation(schema: GraphQLSchema, document: DocumentNode, name: string): Operation {
  const operation = getOperationAST(document, name === '' ? null : name);
  if (!operation) throw unknownOperation(name);
  const rootNames = fieldNames(operation.selectionSet, fragmentsOf(document));
  return {
    type: operation.operation,
    name: metricName(schema, operation, rootNames),
    introspects: rootNames.some((field) => field === '__schema' || field === '__type'),
    cost: planCost(schema, document, operation),
    run: createRun(schema, document, operation.name?.value),
  };
}

/** Compiling takes longer than running once, so a text that never comes back is interpreted. */
function createRun(
  schema: GraphQLSchema,
  document: DocumentNode,
  name: string | undefined,
): Operation['run'] {
  let uses = 0;
  let run: Operation['run'] = execute;
  const worthCompiling = !namesInherited(document);
  return (args) => {
    uses += 1;
    if (uses === 2 && worthCompiling) run = compiled(schema, document, name) ?? execute;
    return run(args);
  };
}

/** Compiled code keeps results and variables in plain objects, in which `__proto__` and `constructor` are there already. */
function namesInherited(document: DocumentNode): boolean {
  let found = false;
  visit(document, { Name: ({ value }) => void (found ||= value in Object.prototype) });
  return found;
}

function compiled(
  schema: GraphQLSchema,
  document: DocumentNode,
  name: string | undefined,
): Operation['run'] | undefined {
  const query = compileQuery(schema, document, name);
  if (!isCompiledQuery(query)) return undefined;
  return (args) => query.query(args.rootValue, args.contextValue, args.variableValues);
}

function unknownOperation(name: string): GraphQLError {
  const message =
    name === ''
      ? 'Give operationName: the document has several operations or none.'
      : 'Unknown operationName.';
  const error = new CodedError('BAD_REQUEST', message);
  return new GraphQLError(message, undefined, undefined, undefined, undefined, error);
}

function metricName(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  [first = '']: readonly string[],
): string {
  const type = operation.operation === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  return type && Object.hasOwn(type.getFields(), first) ? first : 'other';
}

/** Of the fields of a selection, those of its fragments included. */
function fieldNames({ selections }: SelectionSetNode, fragments: Fragments): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'Field') return [selection.name.value];
    const { selectionSet } =
      selection.kind === 'InlineFragment' ? selection : (fragments.get(selection.name.value) ?? {});
    return selectionSet ? fieldNames(selectionSet, fragments) : [];
  });
}
