import { CodedError } from '@feed/platform/errors';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  execute,
  getOperationAST,
} from './engine.js';
import type { Cost } from '../limits/shares.js';
import { rootType } from './root-type.js';
import { compileAnswer } from './answers/answer.js';
import { compileEvent, type WriteEvent } from './answers/event.js';
import { compileOperation, type RunOperation } from './compile.js';
import { type Fragments, fragmentsOf } from './fragments.js';
import { planCost, type TextLengths } from './limits/cost.js';
import { type CoerceVariables, planVariables } from './variables.js';

export interface Operation {
  readonly type: OperationDefinitionNode['operation'];
  /** The first root field if the schema has it, else `other`, so that hostile names make no metric series. */
  readonly name: string;
  readonly introspects: boolean;
  readonly coerce: CoerceVariables;
  /** The cost of its reads with these variables. @throws Rejection when that is too much */
  cost(variables: Readonly<Record<string, unknown>>): Cost;
  run: RunOperation;
  /** For a subscription whose events can be written without being executed for each subscriber. */
  readonly writeEvent: WriteEvent | undefined;
}

/** @throws GraphQLError when the document has no operation of that name, or several and no name was given */
export function prepareOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  name: string,
  texts?: TextLengths,
): Operation {
  const operation = getOperationAST(document, name === '' ? null : name);
  if (!operation) throw unknownOperation(name);
  const rootNames = fieldNames(operation.selectionSet, fragmentsOf(document));
  return {
    type: operation.operation,
    name: metricName(schema, operation, rootNames),
    introspects: rootNames.some((field) => field === '__schema' || field === '__type'),
    coerce: planVariables(schema, document, operation),
    cost: planCost(schema, document, operation, texts),
    run: createRun(schema, document, operation, rootNames.length),
    writeEvent: compileEvent(schema, document, operation),
  };
}

function createRun(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  rootFields: number,
): RunOperation {
  const general = createGeneralRun(schema, document, operation, rootFields);
  return compileAnswer(schema, document, operation, general) ?? general;
}

/**
 * Runs any operation. Compiling takes longer than running once, so an operation is interpreted the first time. A mutation
 * of several fields always is: after a field that fails and may not be null, compiled code would still run the fields
 * behind it.
 */
function createGeneralRun(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operation, name }: OperationDefinitionNode,
  rootFields: number,
): RunOperation {
  const operationName = name?.value;
  const compilable = operation !== 'mutation' || rootFields === 1;
  let uses = 0;
  let run: RunOperation = execute;
  return (args) => {
    uses += 1;
    if (uses === 2 && compilable) run = compileOperation(schema, document, operationName) ?? execute;
    return run({ ...args, operationName });
  };
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
  const type = rootType(schema, operation);
  return type && Object.hasOwn(type.getFields(), first) ? first : 'other';
}

/** The names of the fields of a selection, including those of its fragments. */
function fieldNames({ selections }: SelectionSetNode, fragments: Fragments): string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'Field') return [selection.name.value];
    const { selectionSet } =
      selection.kind === 'InlineFragment' ? selection : (fragments.get(selection.name.value) ?? {});
    return selectionSet ? fieldNames(selectionSet, fragments) : [];
  });
}
