import type { GraphQLObjectType, GraphQLSchema, OperationDefinitionNode } from './engine.js';

/** The type whose fields the operation selects. */
export function rootType(
  schema: GraphQLSchema,
  { operation }: OperationDefinitionNode,
): GraphQLObjectType | null | undefined {
  if (operation === 'mutation') return schema.getMutationType();
  return operation === 'subscription' ? schema.getSubscriptionType() : schema.getQueryType();
}
