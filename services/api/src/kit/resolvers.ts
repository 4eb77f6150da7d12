import type { GraphQLResolveInfo, GraphQLScalarType } from '../graphql/engine.js';
import type { RequestContext } from './request-context.js';

/** `Args` is what the schema lets through; values inside it are still a hostile caller's. */
export type Resolver<Args = never, Parent = never> = (
  parent: Parent,
  args: Args,
  context: RequestContext,
  info: GraphQLResolveInfo,
) => unknown;

/** Field resolvers by type name. Leaf fields whose name is a property of their parent need none. */
export type Resolvers = Record<string, Record<string, Resolver> | GraphQLScalarType>;
