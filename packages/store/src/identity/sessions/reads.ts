import { fn, Op, type WhereOptions } from 'sequelize';
import type { Session } from '../../postgres/models/identity.js';
import { modelsOf } from '../../postgres/models/models.js';
import type { Queryable } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import { toSessionView, type SessionView } from './view.js';

const selectEnded = statement<{ id: string }>(
  'sessions.recently_ended',
  `SELECT id FROM sessions WHERE revoked_at > now() - make_interval(secs => $1)
   UNION ALL SELECT id FROM deleted_sessions WHERE deleted_at > now() - make_interval(secs => $1)`,
);

const selectEndedAmong = statement<{ id: string }>(
  'sessions.ended_among',
  `SELECT asked.id FROM unnest($1::bigint[]) asked (id) WHERE NOT EXISTS (
     SELECT FROM sessions s WHERE s.id = asked.id AND s.revoked_at IS NULL AND s.expires_at > now())`,
);

/**
 * An address where the account ended the session itself may be that of an intruder, so it does not count. The name is
 * lower-cased here because only the database knows how its unique index does it.
 */
const selectOrigins = statement<{ name: string; addresses: string[] }>(
  'sessions.origins',
  `SELECT lower($2) AS name, ARRAY(
     SELECT DISTINCT a.address FROM (
       SELECT s.address, s.last_address FROM sessions s
       WHERE s.user_id = $1 AND coalesce(s.revoked_reason, '') NOT IN ('revoked', 'refresh_token_reuse')
       ORDER BY s.id DESC LIMIT $3
     ) newest, unnest(ARRAY[newest.address, newest.last_address]) AS a (address)
     WHERE a.address IS NOT NULL) AS addresses`,
);

/** More than an account can have. */
const maxListed = 100;
const maxOrigins = 200;
/** No account has it. */
const noAccount = '0';

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

/**
 * Ids of the sessions that were revoked, or deleted before they expired, in the last `seconds`. Deleting an account
 * deletes its sessions.
 */
export async function recentlyEnded(q: Queryable, seconds: number): Promise<string[]> {
  return (await q.query(selectEnded, [seconds])).map(({ id }) => id);
}

export interface LoginOrigins {
  /** The username in the form in which the database compares it. */
  name: string;
  /** The addresses that the account has logged in or refreshed its tokens from. */
  addresses: string[];
}

/** @param userId null, when there is no such account, takes the same time as an id */
export async function loginOrigins(
  q: Queryable,
  userId: string | null,
  username: string,
): Promise<LoginOrigins> {
  const [row] = await q.query(selectOrigins, [userId ?? noAccount, username, maxOrigins]);
  return row ?? { name: username, addresses: [] };
}

/** Those of the sessions that have expired, were revoked, or were deleted. */
export async function endedAmong(q: Queryable, ids: readonly string[]): Promise<string[]> {
  return (await q.query(selectEndedAmong, [ids])).map(({ id }) => id);
}
