import type { UserView } from '@feed/store/identity/users/view';
import { type ListArgs, limitOffset } from './lists.js';
import type { RequestContext } from './request-context.js';

/**
 * A list that an account alone sees of itself, newest first. On other accounts it is null.
 * @throws CodedError INVALID_INPUT for a negative limit
 */
export async function ownList<T>(
  { id }: UserView,
  args: ListArgs,
  { viewer }: RequestContext,
  read: (userId: string, limit: number) => Promise<T[]>,
): Promise<T[] | null> {
  const { limit } = limitOffset(args, 20);
  if (viewer?.userId !== id) return null;
  return limit === 0 ? [] : read(id, limit);
}
