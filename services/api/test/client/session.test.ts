import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import {
  type Account,
  createClient,
  createSession,
  type EndReason,
  FeedError,
  InvalidInputError,
  memoryStore,
  NetworkError,
  type Session,
  type TokenStore,
  UnauthenticatedError,
} from 'feed-client';
import { me, revokeSession, sessions } from 'feed-client/documents';
import { createTokens } from '@feed/credentials/tokens';
import { modelsOf } from '@feed/store/postgres/models/models';
import { startTestApp, type TestApp } from '../support/app.js';
import { password } from '../support/client.js';

/** Calls of `fetch`, with what was asked. */
interface Watched {
  readonly fetch: typeof globalThis.fetch;
  /** The names of the operations that were sent. */
  readonly sent: string[];
}

function watchedFetch(): Watched {
  const sent: string[] = [];
  return {
    sent,
    fetch: (url, init) => {
      const { query } = JSON.parse(init?.body as string) as { query: string };
      sent.push(/^\w+ (\w+)/.exec(query)?.[1] ?? query);
      return fetch(url, init);
    },
  };
}

describe('a session of the client', () => {
  let app: TestApp, url: string;
  const opened: Session[] = [];
  const open = (options: Partial<Parameters<typeof createSession>[0]> = {}): Session => {
    const session = createSession({ url, ...options });
    opened.push(session);
    return session;
  };
  const input = () => {
    const username = `user_${randomBytes(5).toString('hex')}`;
    return { username, email: `${username}@example.com`, password, firstName: 'Ada', lastName: 'Test' };
  };
  /** Makes the stored tokens old enough to be replaced. */
  const age = async (store: TokenStore, change: { expiresAt?: number } = {}): Promise<void> => {
    const tokens = await store.read();
    assert.ok(tokens);
    await store.write({ ...tokens, renewAt: 0, ...change });
  };

  before(async () => {
    app = await startTestApp();
    url = `${app.url}/graphql`;
  });
  afterEach(() => opened.splice(0).forEach((session) => session.close()));
  after(() => app.stop());

  it('begins with a registration or a login, and ends with a logout', async () => {
    const session = open();
    const [accounts, reasons]: [(Account | undefined)[], EndReason[]] = [[], []];
    session.onChange((account) => accounts.push(account));
    session.onEnd((reason) => reasons.push(reason));
    assert.equal(await session.accessToken(), undefined);
    const person = input();
    const account = await session.register(person);
    assert.equal(account.username, person.username);
    const client = createClient({ url, session });
    assert.equal((await client.query(me, {})).me?.id, account.id);
    await session.logout();
    assert.equal(await session.accessToken(), undefined);
    await session.login(person.username, password);
    assert.deepEqual(accounts, [account, undefined, account]);
    assert.deepEqual(reasons, ['LOGOUT']);
  });

  it('says what is wrong with a registration or a login', async () => {
    const session = open();
    await assert.rejects(session.register({ ...input(), username: 'x', password: 'short' }), (error) => {
      assert.ok(error instanceof InvalidInputError);
      assert.equal(error.problems.length, 2);
      return true;
    });
    await assert.rejects(session.login('absent', password), UnauthenticatedError);
    assert.equal(session.account, undefined);
  });

  it('renews a token before it expires, once for all that ask at the same time', async () => {
    const [store, watched] = [memoryStore(), watchedFetch()];
    const session = open({ store, fetch: watched.fetch });
    await session.register(input());
    await age(store);
    const before = await store.read();
    const tokens = await Promise.all(Array.from({ length: 10 }, () => session.accessToken()));
    assert.equal(new Set(tokens).size, 1);
    assert.notEqual((await store.read())?.refreshToken, before?.refreshToken);
    assert.deepEqual(watched.sent, ['register', 'login', 'refresh']);
  });

  it('shares a renewal with another tab that has the same lock', async () => {
    const [store, watched] = [memoryStore(), watchedFetch()];
    let last: Promise<unknown> = Promise.resolve();
    const lock = <T>(run: () => Promise<T>): Promise<T> => {
      const next = last.then(run, run);
      last = next.catch(() => undefined);
      return next;
    };
    const tabs = [1, 2].map(() => open({ store, lock, fetch: watched.fetch }));
    await tabs[0]?.register(input());
    await age(store);
    const tokens = await Promise.all(tabs.map((tab) => tab.accessToken()));
    assert.equal(tokens[0], tokens[1]);
    assert.deepEqual(watched.sent, ['register', 'login', 'refresh']);
  });

  it('gets the same tokens as another tab even without a lock', async () => {
    const kept = memoryStore();
    const written = new Set<string | undefined>();
    const store: TokenStore = {
      ...kept,
      write(tokens) {
        written.add(tokens?.refreshToken);
        return kept.write(tokens);
      },
    };
    const tabs = [open({ store }), open({ store })];
    await tabs[0]?.register(input());
    await age(store);
    await Promise.all(tabs.map((tab) => tab.accessToken()));
    // That of the login, and its successor.
    assert.equal(written.size, 2);
  });

  it('survives a crash in the middle of a renewal', async () => {
    const store = memoryStore();
    await open({ store }).register(input());
    await age(store);
    const before = await store.read();
    await open({ store }).accessToken();
    const renewed = await store.read();
    // The api has exchanged the token, but what it sent was never stored.
    await store.write(before);
    const session = open({ store });
    await session.accessToken();
    assert.equal((await store.read())?.refreshToken, renewed?.refreshToken);
    assert.ok((await createClient({ url, session }).query(me, {})).me);
  });

  it('keeps a token that cannot be renewed now for as long as it is valid', async () => {
    const store = memoryStore();
    await open({ store }).register(input());
    await age(store);
    const down = open({ store, retries: 0, fetch: () => Promise.reject(new TypeError('fetch failed')) });
    assert.equal(await down.accessToken(), (await store.read())?.accessToken);
    await age(store, { expiresAt: 0 });
    await assert.rejects(down.accessToken(), NetworkError);
    assert.ok(down.account);
  });

  it('replaces a token that the api calls expired, and repeats the request', async () => {
    const [store, watched] = [memoryStore(), watchedFetch()];
    const session = open({ store, fetch: watched.fetch });
    const { id, username } = await session.register(input());
    const tokens = await store.read();
    assert.ok(tokens);
    const { secret } = app.context.config.auth;
    const expired = createTokens({ secret, accessTokenSeconds: -10 });
    const [, claims = ''] = tokens.accessToken.split('.');
    const { sid } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sid: string };
    const { token } = expired.issue({ userId: id, sessionId: sid, username });
    await store.write({ ...tokens, accessToken: token });
    const client = createClient({ url, session, fetch: watched.fetch });
    assert.equal((await client.query(me, {})).me?.id, id);
    assert.deepEqual(watched.sent, ['register', 'login', 'me', 'refresh', 'me']);
  });

  it('says that it was ended from another device', async () => {
    const person = input();
    const [phone, laptop] = [open(), open()];
    await phone.register(person);
    await laptop.login(person.username, password);
    const reasons: EndReason[] = [];
    laptop.onEnd((reason) => reasons.push(reason));
    const [onPhone, onLaptop] = [phone, laptop].map((session) => createClient({ url, session }));
    const all = (await onPhone?.query(sessions, {}))?.sessions ?? [];
    for (const { id, isCurrent } of all) if (!isCurrent) await onPhone?.mutate(revokeSession, { id });
    await assert.rejects(onLaptop?.query(me, {}) ?? Promise.resolve(), (error) => {
      assert.ok(error instanceof UnauthenticatedError);
      return error.reason === 'SESSION_ENDED';
    });
    assert.deepEqual(reasons, ['SESSION_ENDED']);
    assert.equal(laptop.account, undefined);
  });

  it('says so too when it learns of that by a renewal', async () => {
    const store = memoryStore();
    const session = open({ store });
    const { id } = await session.register(input());
    const reasons: EndReason[] = [];
    session.onEnd((reason) => reasons.push(reason));
    const change = { revokedAt: new Date(), revokedReason: 'revoked' } as const;
    await modelsOf(app.context.database).Session.update(change, { userId: id });
    await age(store);
    assert.equal(await session.accessToken(), undefined);
    assert.deepEqual(reasons, ['SESSION_ENDED']);
  });

  it('learns that another tab has logged in or out', async () => {
    const kept = memoryStore();
    const listeners = new Set<() => void>();
    const store: TokenStore = {
      ...kept,
      onChange(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    };
    const [here, there] = [open({ store }), open({ store })];
    const reasons: EndReason[] = [];
    there.onEnd((reason) => reasons.push(reason));
    const tell = async (): Promise<void> => {
      listeners.forEach((listener) => listener());
      await there.accessToken();
    };
    const account = await here.register(input());
    await tell();
    assert.deepEqual(there.account, account);
    await here.logout();
    await tell();
    assert.deepEqual([there.account, reasons], [undefined, ['OTHER_TAB']]);
  });

  it('forgets the login when the api cannot be told', async () => {
    const store = memoryStore();
    await open({ store }).register(input());
    const down = open({ store, retries: 0, fetch: () => Promise.reject(new TypeError('fetch failed')) });
    await assert.rejects(down.logout(), FeedError);
    assert.equal(await store.read(), undefined);
  });
});
