import { CodedError } from '@feed/platform/errors';
import { textProblems } from '@feed/platform/text';
import { findRefreshToken } from '@feed/store/identity/refresh-tokens/reads';
import { exchangeRefreshToken, issueRefreshToken } from '@feed/store/identity/refresh-tokens/writes';
import { liveSession, loginOrigins } from '@feed/store/identity/sessions/reads';
import { openSession, revokeSession } from '@feed/store/identity/sessions/writes';
import { replaceHash } from '@feed/store/identity/users/foreign-hashes';
import { type Credentials, credentialsOf } from '@feed/store/identity/users/reads';
import { maxUsernameLength, normalizeUsername } from '@feed/store/rules/usernames';
import type { Tx } from '@feed/store/postgres/queryable';
import { isForeign } from '@feed/credentials/passwords';
import type { AccessClaims, TokenPayload } from '@feed/credentials/tokens';
import { loginError } from '../../../auth/login-fault.js';
import { readToken } from '../../../auth/viewer.js';
import type { AppContext } from '../../../context.js';
import type { RequestContext } from '../../../kit/request-context.js';

/** Times in seconds since 1970. */
export interface TokenResponse {
  token: string;
  payload: TokenPayload;
  refreshToken: string | null;
  refreshExpiresIn: number;
}

/** How long after the login an access token can be renewed without a refresh token, as in the original system. */
const renewableSeconds = 7 * 24 * 3600;

const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);

const badCredentials = (): CodedError => new CodedError('UNAUTHENTICATED', 'Please enter valid credentials');
const badRefreshToken = (): CodedError =>
  new CodedError('UNAUTHENTICATED', 'Invalid refresh token', { subcode: 'TOKEN_INVALID' });
const refreshExpired = (): CodedError =>
  new CodedError('UNAUTHENTICATED', 'Refresh has expired', { subcode: 'REFRESH_EXPIRED' });
export const tokenRequired = (): CodedError =>
  new CodedError('UNAUTHENTICATED', 'Token is required', { subcode: 'TOKEN_REQUIRED' });

/** An account whose password is known. */
export interface Login extends Credentials {
  /** Our own hash of the password, in place of one that was imported. */
  newHash?: string;
}

/**
 * Finds the account that has this name and password. An unknown name takes the same steps as a wrong password, and is
 * throttled in the same way.
 * @throws CodedError UNAUTHENTICATED, RATE_LIMITED, OVERLOADED
 */
export async function checkCredentials(
  context: RequestContext,
  { username, password }: { username: string; password: string },
): Promise<Login> {
  const { limiter, passwords, foreignHashes, database } = context.app;
  const name = normalizeUsername(username);
  await limiter.passwordUse(context);
  const usable = textProblems(name, { max: maxUsernameLength }).length === 0;
  const found = usable ? await credentialsOf(database, name) : null;
  const userId = found?.userId ?? null;
  const target = { userId, ...(await loginOrigins(database, userId, usable ? name : '')) };
  await limiter.login(context, target);
  const stored = found?.passwordHash ?? null;
  const matches = await passwords.matches(stored, password, await foreignHashes.kinds(stored));
  if (!found || stored === null || !matches) throw badCredentials();
  await limiter.loginSucceeded(context, target);
  return isForeign(stored) ? { ...found, newHash: await passwords.hash(password) } : found;
}

export async function logIn(
  tx: Tx,
  context: RequestContext,
  { userId, username, passwordHash, newHash }: Login,
): Promise<TokenResponse> {
  const { config, tokens, revokedSessions } = context.app;
  const lifeSeconds = config.auth.refreshTokenSeconds;
  const { userAgent, address } = context;
  if (passwordHash !== null && newHash !== undefined)
    await replaceHash(tx, userId, { from: passwordHash, to: newHash });
  const session = await openSession(tx, { userId, userAgent, address, lifeSeconds });
  tx.afterCommit(() => session.ended.forEach((id) => revokedSessions.add(id)));
  const refresh = await issueRefreshToken(tx, session.id, lifeSeconds);
  return {
    ...tokens.issue({ userId, sessionId: session.id, username }),
    refreshToken: refresh.refreshToken,
    refreshExpiresIn: seconds(refresh.refreshExpiresAt),
  };
}

/** @throws CodedError UNAUTHENTICATED unless the token is genuine and unexpired, and its session has not ended */
export function claimsOf(app: AppContext, token: string): AccessClaims {
  const claims = readToken(app, token);
  if (typeof claims === 'string') throw loginError(claims);
  return claims;
}

/**
 * Ends the session of a refresh token that is used after its grace time, because a second party has a copy. The request's
 * own transaction has been rolled back by then, so this takes another one.
 */
export async function endSessionOnReuse(
  { config, database, revokedSessions, logger }: AppContext,
  token: string,
): Promise<void> {
  const found = await findRefreshToken(database, token, config.auth.refreshGraceSeconds);
  if (found?.state !== 'reused') return;
  const session = { id: found.sessionId, userId: found.userId };
  await database.transaction((tx) => revokeSession(tx, session, 'refresh_token_reuse'));
  revokedSessions.add(session.id);
  logger.warn({ session_id: session.id }, 'a refresh token was used twice: its session has ended');
}

export async function exchange(
  tx: Tx,
  { app: { config, tokens }, address }: RequestContext,
  token: string,
): Promise<TokenResponse> {
  const { refreshGraceSeconds: graceSeconds, refreshTokenSeconds: lifeSeconds } = config.auth;
  const exchanged = await exchangeRefreshToken(tx, { token, graceSeconds, lifeSeconds, address });
  if (exchanged === 'expired') throw refreshExpired();
  if (exchanged === 'invalid') throw badRefreshToken();
  return {
    ...tokens.issue(exchanged),
    refreshToken: exchanged.refreshToken,
    refreshExpiresIn: seconds(exchanged.refreshExpiresAt),
  };
}

/** A new access token for one that is still valid, within a week of the login, as in the original system. */
export async function renew(tx: Tx, app: AppContext, token: string): Promise<TokenResponse> {
  const { userId, sessionId, origIat } = claimsOf(app, token);
  const session = await liveSession(tx, { id: sessionId, userId });
  if (!session) throw loginError('SESSION_ENDED');
  const renewableUntil = origIat + renewableSeconds;
  if (renewableUntil < Date.now() / 1000) throw refreshExpired();
  return {
    ...app.tokens.issue({ userId, sessionId, username: session.username, origIat }),
    refreshToken: null,
    refreshExpiresIn: Math.min(renewableUntil, seconds(session.expiresAt)),
  };
}

/** @returns whether the account had such a session */
export async function endSession(
  tx: Tx,
  { revokedSessions }: AppContext,
  session: { id: string; userId: string },
  reason: 'logout' | 'revoked',
): Promise<boolean> {
  const ended = await revokeSession(tx, session, reason);
  if (ended) tx.afterCommit(() => revokedSessions.add(session.id));
  return ended;
}
