import { Rejection } from '../../limits/rejection.js';
import { maxResponseBytes, responseTooLarge } from '../../limits/response-limit.js';
import type { Execution, RunOperation } from '../compile.js';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
  isNonNullType,
  locatedError,
} from '../engine.js';
import { fragmentsOf } from '../fragments.js';
import { type ArgumentsOf, planArguments } from '../plain-values.js';
import { Rendered } from './rendered.js';
import { selectionOf } from './selection.js';
import { type Write, writerOf } from './writers.js';

/** A root field of the operation. */
interface Root {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
  readonly field: GraphQLField<unknown, unknown>;
  readonly argumentsOf: ArgumentsOf;
  readonly write: Write;
  /** The part of the resolver's `info` that is the same in each request. */
  readonly info: Omit<GraphQLResolveInfo, 'rootValue' | 'variableValues'>;
}

/**
 * Compiles an operation to functions that write the views, which its root fields resolve to, as text. It can do so when
 * only root fields have arguments, and when a mutation has one field. The response is the same as that of graphql, except
 * that one which is too large is rejected before it is complete.
 * @param general runs what turns out not to be writable; only queries are repeated that way
 * @returns undefined for any other operation
 */
export function compileAnswer(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  general: RunOperation,
): RunOperation | undefined {
  const roots = rootsOf(schema, document, operation);
  if (!roots) return undefined;
  const isMutation = operation.operation === 'mutation';
  const [only] = roots;
  if (!only || (isMutation && roots.length > 1)) return undefined;
  const repeat = isMutation ? undefined : general;
  return roots.length === 1
    ? (args) => answerOne(only, args, repeat)
    : (args) => answerAll(roots, args, repeat);
}

function rootsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Root[] | undefined {
  const type = operation.operation === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  if (!type || operation.operation === 'subscription') return undefined;
  if (operation.directives && operation.directives.length > 0) return undefined;
  const fragments = fragmentsOf(document);
  const selection = selectionOf(type, [operation.selectionSet], fragments);
  const roots: Root[] = [];
  for (const [key, nodes] of selection ?? []) {
    const name = nodes[0]?.name.value ?? '';
    const field = type.getFields()[name];
    const write = field?.resolve && writerOf(field.type, nodes, fragments);
    if (!field || !write) return undefined;
    const argumentsOf = planArguments(field, nodes[0] as FieldNode);
    const info = {
      fieldName: name,
      fieldNodes: nodes,
      returnType: field.type,
      parentType: type,
      path: { prev: undefined, key, typename: type.name },
      schema,
      fragments: Object.fromEntries(fragments),
      operation,
    };
    roots.push({ key, nodes, field, argumentsOf, write, info });
  }
  return selection && roots;
}

function resolve({ field, argumentsOf, info }: Root, args: ExecutionArgs): unknown {
  const { rootValue, contextValue, variableValues } = args;
  const values = variableValues ?? {};
  return field.resolve?.(rootValue, argumentsOf(values), contextValue, {
    ...info,
    rootValue,
    variableValues: values,
  });
}

/** Most operations have one root field, and most of the time of an answer from memory would be spent on lists of one. */
function answerOne(root: Root, args: ExecutionArgs, repeat: RunOperation | undefined): Execution {
  const finish = (value: unknown): Execution => {
    try {
      return { data: new Rendered(`{${JSON.stringify(root.key)}:${root.write(value)}}`) as never };
    } catch (error) {
      if (error instanceof Rejection) throw error;
      return repeat ? repeat(args) : failed(root, error);
    }
  };
  const fail = (error: unknown): ExecutionResult => failed(root, error);
  try {
    const value = resolve(root, args);
    return value instanceof Promise ? value.then(finish, fail) : finish(value);
  } catch (error) {
    return fail(error);
  }
}

async function answerAll(
  roots: readonly Root[],
  args: ExecutionArgs,
  repeat: RunOperation | undefined,
): Promise<ExecutionResult> {
  const settled = await Promise.allSettled(roots.map(async (root) => resolve(root, args)));
  const texts: (string | undefined)[] = [];
  const errors: GraphQLError[] = [];
  let characters = 0;
  try {
    for (const [at, root] of roots.entries()) {
      const outcome = settled[at];
      if (outcome?.status === 'fulfilled') {
        const text = root.write(outcome.value);
        characters += text.length;
        if (characters > maxResponseBytes) throw responseTooLarge();
        texts.push(text);
      } else {
        errors.push(located(root, outcome?.reason));
        texts.push(undefined);
      }
    }
  } catch (error) {
    if (repeat && !(error instanceof Rejection)) return repeat(args);
    throw error;
  }
  if (errors.length > 0) return { data: partly(roots, texts), errors };
  const fields = roots.map(({ key }, at) => `${JSON.stringify(key)}:${texts[at] ?? 'null'}`);
  return { data: new Rendered(`{${fields.join(',')}}`) as never };
}

type Data = Exclude<ExecutionResult['data'], undefined>;

/** The data of a response with errors. A root field that may not be null makes it null as a whole. */
function partly(roots: readonly Root[], texts: readonly (string | undefined)[]): Data {
  const data = Object.create(null) as Record<string, unknown>;
  for (const [at, { key, field }] of roots.entries()) {
    const text = texts[at];
    if (text === undefined && isNonNullType(field.type)) return null;
    data[key] = text === undefined ? null : new Rendered(text);
  }
  return data;
}

const failed = (root: Root, error: unknown): ExecutionResult => ({
  data: partly([root], [undefined]),
  errors: [located(root, error)],
});

const located = ({ nodes, key }: Root, error: unknown): GraphQLError =>
  locatedError(error as Error, nodes, [key]);
