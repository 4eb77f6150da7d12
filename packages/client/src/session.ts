import { UnauthenticatedError } from './errors.js';
import { login, logout, refresh, register, type RegisterUserInput } from './generated/operations.js';
import { createKeeper, type EndReason, type Keeper } from './keeper.js';
import { succeeded } from './outcome.js';
import { randomKey } from './random-key.js';
import { type Lock, memoryStore, type TokenStore } from './stores.js';
import { type Account, exchangeKey, type Tokens, toTokens } from './tokens.js';
import { createSend, type Send, type TransportOptions } from './transport.js';

export interface SessionOptions extends TransportOptions {
  /** Default: memory. Use `browserStore()` to stay logged in. */
  readonly store?: TokenStore | undefined;
  /** Use `browserLock()` with `browserStore()`. */
  readonly lock?: Lock | undefined;
}

/** A login that renews its tokens by itself. */
export interface Session {
  /** Undefined when no account is logged in, and until a store that has to be waited for was read. */
  readonly account: Account | undefined;
  /** @throws UnauthenticatedError for a wrong username or password; RateLimitedError after too many attempts */
  login(username: string, password: string): Promise<Account>;
  /** Creates an account and logs it in. @throws FeedError with all `problems` of the input */
  register(input: RegisterUserInput): Promise<Account>;
  /** Forgets the login, even when the api cannot be told so. @throws NetworkError, UnavailableError if it cannot */
  logout(): Promise<void>;
  /**
   * A token that does not expire soon; undefined when no account is logged in. All calls and tabs share one renewal.
   * @throws NetworkError, UnavailableError when the token has expired and cannot be renewed now
   */
  accessToken(): Promise<string | undefined>;
  /**
   * Says that the api rejected a token. Only needed by code that sends requests of its own.
   * @returns a token to try once more with; undefined when the session has ended, which `onEnd` was told
   */
  rejected(token: string, error: UnauthenticatedError): Promise<string | undefined>;
  /** Called when the session ends. @returns how to stop that */
  onEnd(listener: (reason: EndReason) => void): () => void;
  /** Called when an account logs in or out, also in another tab. @returns how to stop that */
  onChange(listener: (account: Account | undefined) => void): () => void;
  /** Stops listening to the store. */
  close(): void;
}

export function createSession({
  store = memoryStore(),
  lock = (run) => run(),
  ...rest
}: SessionOptions): Session {
  const keeper = createKeeper(store);
  const send = createSend(rest);
  let renewal: Promise<Tokens | undefined> | undefined;
  const renew = (rejected?: string): Promise<Tokens | undefined> =>
    (renewal ??= lock(() => exchange(keeper, send, rejected)).finally(() => (renewal = undefined)));
  const session: Session = {
    get account() {
      return keeper.account;
    },
    async login(username, password) {
      const { tokenAuth } = await send(login, { username, password }, { idempotencyKey: randomKey() });
      const tokens = toTokens(tokenAuth);
      await lock(() => keeper.write(tokens));
      return tokens.account;
    },
    async register(input) {
      succeeded((await send(register, { input }, { idempotencyKey: randomKey() })).registerUser);
      return session.login(input.username, input.password);
    },
    logout: () => logOut(session, keeper, send),
    async accessToken() {
      const tokens = await keeper.read();
      return (tokens && isStale(tokens) ? await renew() : tokens)?.accessToken;
    },
    async rejected(token, { reason }) {
      if (reason !== 'SESSION_ENDED') return (await renew(token))?.accessToken;
      await keeper.end('SESSION_ENDED', token);
      return (await keeper.read())?.accessToken;
    },
    onEnd: keeper.onEnd,
    onChange: keeper.onChange,
    close: keeper.close,
  };
  return session;
}

/** The login ends here in any case. */
async function logOut(session: Session, keeper: Keeper, send: Send): Promise<void> {
  try {
    const token = await session.accessToken();
    await keeper.end('LOGOUT');
    if (token !== undefined) await send(logout, {}, { token, idempotencyKey: randomKey() });
  } catch (error) {
    await keeper.end('LOGOUT');
    if (!(error instanceof UnauthenticatedError)) throw error;
  }
}

const isStale = ({ accessToken, renewAt }: Tokens, rejected?: string): boolean =>
  Date.now() >= renewAt || accessToken === rejected;

/** Gets new tokens for stale ones; another tab may have done so before this one got the lock. */
async function exchange(keeper: Keeper, send: Send, rejected?: string): Promise<Tokens | undefined> {
  const tokens = await keeper.read();
  if (!tokens || !isStale(tokens, rejected)) return tokens;
  const { accessToken, expiresAt } = tokens;
  try {
    const used = { refreshToken: tokens.refreshToken };
    const { refreshToken } = await send(refresh, used, { idempotencyKey: exchangeKey(tokens) });
    const next = toTokens(refreshToken);
    // The user may have logged in or out meanwhile.
    if ((await keeper.read())?.refreshToken === tokens.refreshToken) await keeper.write(next);
  } catch (error) {
    if (error instanceof UnauthenticatedError)
      await keeper.end(error.reason === 'REFRESH_EXPIRED' ? 'REFRESH_EXPIRED' : 'SESSION_ENDED', accessToken);
    else if (accessToken === rejected || Date.now() >= expiresAt) throw error;
  }
  return keeper.read();
}
