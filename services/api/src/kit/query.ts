import type { GraphQLResolveInfo } from '../graphql/engine.js';
import { type Access, type Accessed, authorize, type Caller } from './access.js';
import type { RequestContext } from './request-context.js';

export interface QueryOptions<A extends Access, Args, Result> {
  /** Who may call it. */
  access: A;
  run(args: Args, step: Caller<A> & { info: GraphQLResolveInfo }): Result | Promise<Result>;
}

export interface QueryResolver<Args, Result> extends Accessed {
  (parent: unknown, args: Args, context: RequestContext, info: GraphQLResolveInfo): Promise<Result>;
}

/** The resolver of a query that not every caller may call. */
export function query<A extends Access, Args, Result>({
  access,
  run,
}: QueryOptions<A, Args, Result>): QueryResolver<Args, Result> {
  const resolve = async (
    _parent: unknown,
    args: Args,
    context: RequestContext,
    info: GraphQLResolveInfo,
  ): Promise<Result> => run(args, { ...(await authorize(context, access)), info });
  return Object.assign(resolve, { access });
}
