import type { DocumentNode, FieldNode, GraphQLSchema, OperationDefinitionNode } from '../engine.js';
import { fragmentsOf } from '../fragments.js';
import { selectionOf } from './selection.js';
import { inOnePiece, writerOf } from './writers.js';

/**
 * Writes the response to an event as JSON, from the root value. @throws Error for a value that only graphql can complete
 */
export type WriteEvent = (root: object) => string;

/**
 * Compiles a subscription whose selection depends on the event alone, and not on who gets it. Its response is the same as
 * that of graphql; all who subscribed with the same document share the text.
 * @returns undefined for any other operation
 */
export function compileEvent(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): WriteEvent | undefined {
  const type = schema.getSubscriptionType();
  if (!type || operation.operation !== 'subscription' || operation.directives?.length) return undefined;
  const fragments = fragmentsOf(document);
  const selection = selectionOf(type, [operation.selectionSet], fragments);
  if (selection?.size !== 1) return undefined;
  const [[key, nodes]] = [...selection] as [[string, readonly FieldNode[]]];
  const name = nodes[0]?.name.value ?? '';
  const field = type.getFields()[name];
  const write = field && !field.resolve && writerOf(field.type, nodes, fragments);
  if (!write) return undefined;
  const texts = new WeakMap<object, string>();
  return (root) => {
    const known = texts.get(root);
    if (known !== undefined) return known;
    const value = (root as Readonly<Record<string, unknown>>)[name];
    const text = inOnePiece(`{"data":{${JSON.stringify(key)}:${write(value)}}}`);
    texts.set(root, text);
    return text;
  };
}
