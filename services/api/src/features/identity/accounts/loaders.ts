import type { UserView } from '@feed/store/identity/users/view';
import { emailOf, visibleUsers } from '@feed/store/identity/users/reads';
import { isId } from '@feed/store/postgres/ids';
import { batchOne } from '../../../kit/batch.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';

const usersById = Symbol('users by id');
const ownEmail = Symbol('own email');

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

/** The caller's own e-mail address, read with one statement per request however often a document asks for it. */
export function loadOwnEmail(context: RequestContext): Promise<string | null> {
  const { userId } = requireViewer(context);
  return context.loader(ownEmail, ({ app }) => emailOf(app.database, userId));
}
