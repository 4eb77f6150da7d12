import { CodedError } from '@feed/platform/errors';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  execute,
  getOperationAST,
} from './engine.js';
import { planCost } from './rules/cost.js';

export type Execution = ExecutionResult | Promise<ExecutionResult>;

export interface Operation {
  readonly type: OperationDefinitionNode['operation'];
  /** The first field at the top when the schema has it, else `other`: hostile names make no metric series. */
  readonly name: string;
  readonly introspects: boolean;
  /** @throws Rejection when the variables make it cost too much */
  checkCost(variables: Readonly<Record<string, unknown>>): void;
  run(args: ExecutionArgs): Execution;
}

/** @throws GraphQLError when the document has no operation of that name, or several and no name was given */
export function prepareOperation(schema: GraphQLSchema, document: DocumentNode, name: string): Operation {
  const operation = getOperationAST(document, name === '' ? null : name);
  if (!operation) throw unknownOperation(name);
  return {
    type: operation.operation,
    name: metricName(schema, operation),
    introspects: rootNames(operation).some((field) => field === '__schema' || field === '__type'),
    checkCost: planCost(schema, document, operation),
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
  return (args) => {
    uses += 1;
    if (uses === 2) run = compiled(schema, document, name) ?? execute;
    return run(args);
  };
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

function metricName(schema: GraphQLSchema, operation: OperationDefinitionNode): string {
  const type = operation.operation === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  const [first = ''] = rootNames(operation);
  return type && Object.hasOwn(type.getFields(), first) ? first : 'other';
}

const rootNames = ({ selectionSet }: OperationDefinitionNode): string[] =>
  selectionSet.selections.flatMap((selection) => (selection.kind === 'Field' ? [selection.name.value] : []));
