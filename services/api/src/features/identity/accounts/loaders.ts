import type { UserView } from '@feed/store/identity/users/view';
import { emailOf, visibleUsers } from '@feed/store/identity/users/reads';
import { isId } from '@feed/store/postgres/ids';
import type { LongColumns } from '@feed/store/postgres/long-columns';
import { objectLoader } from '../../../kit/batch.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';

const ownEmail = Symbol('own email');

const loadVisible = objectLoader({
  key: Symbol('users by id'),
  fetch: ({ app, viewer }, ids, columns) => visibleUsers(app.database, viewer?.userId ?? null, ids, columns),
  idOf: (user: UserView) => user.id,
});

/** The account, or null when there is none that the caller may see. */
export async function loadUser(
  context: RequestContext,
  id: string,
  columns: LongColumns,
): Promise<UserView | null> {
  return isId(id) ? loadVisible(context, BigInt(id).toString(), columns) : null;
}

/** The caller's own e-mail address, read with one statement per request however often a document asks for it. */
export function loadOwnEmail(context: RequestContext): Promise<string | null> {
  const { userId } = requireViewer(context);
  return context.loader(ownEmail, ({ app }) => emailOf(app.database, userId));
}
