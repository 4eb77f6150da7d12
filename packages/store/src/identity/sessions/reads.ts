import { fn, Op, type WhereOptions } from 'sequelize';
import type { Session } from '../../postgres/models/identity.js';
import { modelsOf } from '../../postgres/models/models.js';
import type { Queryable } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import { toSessionView, type SessionView } from './view.js';

const selectRevoked = statement<{ id: string }>(
  'sessions.recently_revoked',
  `SELECT id FROM sessions WHERE revoked_at > now() - make_interval(secs => $1)`,
);

/** More than an account can have. */
const maxListed = 100;

const live = (session: { userId: string; id?: string }): WhereOptions<Session> => ({
  ...session,
  revokedAt: null,
  expiresAt: { [Op.gt]: fn('now') },
});

/** The account's sessions that can still be used, newest first. */
export async function liveSessions(q: Queryable, userId: string): Promise<SessionView[]> {
  const rows = await modelsOf(q).Session.findAll({
    where: live({ userId }),
    order: [['id', 'DESC']],
    limit: maxListed,
  });
  return rows.map(toSessionView);
}

/** Null when the session has ended or belongs to another account. */
export async function liveSession(
  q: Queryable,
  session: { id: string; userId: string },
): Promise<{ username: string; expiresAt: Date } | null> {
  const row = await modelsOf(q).Session.findOne({
    attributes: ['expiresAt'],
    where: live(session),
    include: { association: 'user', attributes: ['username'] },
  });
  return row?.user ? { username: row.user.username, expiresAt: row.expiresAt } : null;
}

/** Ids of the sessions revoked in the last `seconds`. */
export async function recentlyRevoked(q: Queryable, seconds: number): Promise<string[]> {
  return (await q.query(selectRevoked, [seconds])).map(({ id }) => id);
}
