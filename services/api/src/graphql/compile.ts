// This file depends on the internals of graphql-jit and V8: what compiled code is, and how long V8 keeps it.
import { setFlagsFromString } from 'node:v8';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
  visit,
} from './engine.js';

export type Execution = ExecutionResult | Promise<ExecutionResult>;
export type RunOperation = (args: ExecutionArgs) => Execution;

/**
 * V8 keeps the code of every text that `new Function` compiled, also after the function is gone: hostile queries, each
 * a little different, would fill the memory for good. Call it before the first `compileOperation`.
 */
export function keepCodeCollectable(): void {
  setFlagsFromString('--no-compilation-cache');
}

/** The operation as compiled code, or undefined when it has to be interpreted. */
export function compileOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  name: string | undefined,
): RunOperation | undefined {
  if (namesInherited(document)) return undefined;
  const query = compileQuery(schema, document, name);
  if (!isCompiledQuery(query)) return undefined;
  return (args) => query.query(args.rootValue, args.contextValue, args.variableValues);
}

/** Compiled code keeps results and variables in plain objects, which already have `__proto__` and `constructor`. */
function namesInherited(document: DocumentNode): boolean {
  let found = false;
  visit(document, { Name: ({ value }) => void (found ||= value in Object.prototype) });
  return found;
}
