import { type UserView } from '@feed/store/accounts/user-view';
import { visibleUsers } from '@feed/store/accounts/users';
import { isId } from '@feed/store/database/ids';
import { batchOne } from '../../graphql/batch.js';
import type { RequestContext } from '../../graphql/request-context.js';

const usersById = Symbol('users by id');

/** The account, or null when there is none that the caller may see. */
export async function loadUser(context: RequestContext, id: string): Promise<UserView | null> {
  if (!isId(id)) return null;
  const viewerId = context.viewer?.userId ?? null;
  return context
    .loader(usersById, ({ app }) =>
      batchOne(
        (ids) => visibleUsers(app.database, viewerId, ids),
        (user: UserView) => user.id,
      ),
    )
    .load(BigInt(id).toString());
}
