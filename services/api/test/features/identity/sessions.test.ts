import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { modelsOf } from '@feed/store/postgres/models/models';
import { normalizeUsername } from '@feed/store/rules/usernames';
import { statement } from '@feed/store/postgres/statement';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Answer, type Client, clientOf, password, type Person } from '../../support/client.js';
import { patience } from '@feed/testkit/patience';
import { silentLogger } from '@feed/testkit/silent-logger';
import { createRevokedSessions } from '../../../src/auth/revoked-sessions.js';

const tokenAuth = `mutation ($username: String!, $password: String!) {
  tokenAuth(username: $username, password: $password) { token payload refreshToken refreshExpiresIn }
}`;
const refresh = `mutation ($token: String, $refreshToken: String) {
  refreshToken(token: $token, refreshToken: $refreshToken) { token payload { username } refreshToken refreshExpiresIn }
}`;
const verify =
  'mutation ($token: String!) { verifyToken(token: $token) { payload { username exp origIat } } }';
const me = '{ me { username } }';

const ageTokens = statement<never>(
  'test.age_tokens',
  `UPDATE refresh_tokens SET used_at = used_at - interval '11 seconds', issued_at = issued_at - interval '11 seconds'
   WHERE session_id = $1`,
);
const tokenRows = statement<{ token_hash: Buffer }>(
  'test.token_rows',
  'SELECT token_hash FROM refresh_tokens WHERE session_id = $1',
);
const keptAnswer = statement<{ response: object }>(
  'test.kept_answer',
  "SELECT response FROM idempotency_keys WHERE key = 'login-1'",
);

const setPassword = statement<never>(
  'test.set_password',
  'UPDATE users SET password_hash = $2 WHERE id = $1',
);
/** Of `pässwörd` in form NFD, made without normalising it. */
const hashOfNfd =
  '$argon2id$v=19$m=19456,t=2,p=1$eqQJK99sdxQx4eDqTWuiXA$Adubg8JXuQ4vK0RYZrCO3QrN9aFBVtrsLRoaB+ohXqI';
const rename = statement<never>('test.rename', 'UPDATE users SET username = $2 WHERE id = $1');

describe('sessions', () => {
  let app: TestApp;
  let client: Client;

  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
  });
  after(() => app.stop());

  const codeOf = ({ errors }: Answer): string | undefined => errors?.[0]?.extensions.code;
  const exchange = async (refreshToken: string): Promise<string> =>
    (await client.data(refresh, { refreshToken })).refreshToken.refreshToken as string;
  const isIn = async ({ token }: Pick<Person, 'token'>): Promise<boolean> =>
    (await client.gql(me, null, token)).data.me !== null;

  describe('tokenAuth', () => {
    it('returns the tokens and their contents', async () => {
      const person = await client.register();
      const { tokenAuth: answer } = await client.data(tokenAuth, {
        username: person.username.toUpperCase(),
        password,
      });
      const now = Date.now() / 1000;
      const { exp, origIat, username } = answer.payload;
      assert.equal(username, person.username);
      assert.ok(Math.abs(exp - now - 900) < 30 && Math.abs(origIat - now) < 30);
      assert.ok(Math.abs(answer.refreshExpiresIn - now - 2_592_000) < 30);
      assert.equal(await isIn(answer), true);
    });

    it('rejects wrong passwords and unknown names alike', async () => {
      const { username } = await client.register();
      const wrong = await client.gql(tokenAuth, { username, password: 'wrong' });
      const unknown = await client.gql(tokenAuth, { username: 'nobody-at-all', password });
      const odd = await client.gql(tokenAuth, { username: 'nul\0', password: '' });
      for (const answer of [wrong, unknown, odd]) {
        assert.deepEqual(answer.data, { tokenAuth: null });
        assert.equal(answer.errors?.[0]?.message, 'Please enter valid credentials');
        assert.equal(codeOf(answer), 'UNAUTHENTICATED');
      }
    });

    it('accepts a name as it was typed at registration, and as it was stored', async () => {
      const typed = `\uff2aose\u0301${randomBytes(6).toString('hex')}`;
      await client.register({ username: typed, email: `${typed.slice(5)}@example.com` });
      for (const username of [typed, ` ${typed} `, typed.normalize('NFC'), typed.normalize('NFKC')])
        assert.equal(await isIn(await client.logIn(username, password)), true, username);
    });

    it('accepts a password in every normal form, also one that an earlier release hashed as it came', async () => {
      const [nfc, nfd] = ['pässwörd'.normalize('NFC'), 'pässwörd'.normalize('NFD')];
      const { username, id } = await client.register({ password: nfc });
      assert.equal(await isIn(await client.logIn(username, nfd)), true);
      await app.context.database.query(setPassword, [id, hashOfNfd]);
      for (const typed of [nfc, nfd]) assert.equal(await isIn(await client.logIn(username, typed)), true);
    });

    it('accepts names that could no longer be registered', async () => {
      for (const [at, old] of ['root', 'аdmin', 'fill\u3164er', '½'].entries()) {
        const { id } = await client.register();
        await app.context.database.query(rename, [id, normalizeUsername(`${old}${at}`)]);
        assert.equal(await isIn(await client.logIn(`${old}${at}`, password)), true, old);
      }
    });

    it('stores the response of an idempotency key encrypted', async () => {
      const { username } = await client.register();
      const ask = () =>
        client.gql(tokenAuth, { username, password }, undefined, { 'idempotency-key': 'login-1' });
      const first = await ask();
      assert.deepEqual(await ask(), first);
      const [row] = await app.context.database.query(keptAnswer);
      assert.deepEqual(Object.keys(row?.response ?? {}), ['sealed']);
      assert.equal(JSON.stringify(row).includes(first.data.tokenAuth.refreshToken), false);
    });
  });

  describe('access tokens', () => {
    it('are accepted after Bearer and after JWT', async () => {
      const { token } = await client.register();
      for (const header of [`Bearer ${token}`, `JWT ${token}`, `bearer  ${token}`]) {
        const { body } = await client.post({ query: me }).set('authorization', header);
        assert.notEqual(body.data.me, null, header);
      }
      for (const header of [token, `Basic ${token}`, `Bearer ${token}x`, 'Bearer', 'Bearer a b']) {
        const { body } = await client.post({ query: me }).set('authorization', header);
        assert.equal(codeOf(body), 'UNAUTHENTICATED', header);
      }
    });

    it('are decoded by verifyToken', async () => {
      const { token, username } = await client.register();
      const { payload } = (await client.data(verify, { token })).verifyToken;
      assert.equal(payload.username, username);
      assert.ok(payload.exp > payload.origIat);
      assert.equal(codeOf(await client.gql(verify, { token: `${token}x` })), 'UNAUTHENTICATED');
    });

    it('are decoded while Postgres is unavailable', async () => {
      const away = await startTestApp({ env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' } });
      const alone = clientOf(away);
      const { token } = away.context.tokens.issue({ userId: '1', sessionId: '2', username: 'ada' });
      assert.equal(codeOf(await alone.gql(me, {}, token)), 'UNAVAILABLE');
      assert.equal((await alone.data(verify, { token })).verifyToken.payload.username, 'ada');
      await away.stop();
    });

    it('renew themselves while they are valid', async () => {
      const { token, username } = await client.register();
      const answer = (await client.data(refresh, { token })).refreshToken;
      assert.deepEqual([answer.payload.username, answer.refreshToken], [username, null]);
      assert.equal(await isIn(answer), true);
      assert.equal(codeOf(await client.gql(refresh, { token: 'x' })), 'UNAUTHENTICATED');
      assert.equal(codeOf(await client.gql(refresh, {})), 'UNAUTHENTICATED');
    });
  });

  describe('refresh tokens', () => {
    it('are exchanged for new ones and stored as hashes only', async () => {
      const person = await client.register();
      const next = await exchange(person.refreshToken);
      assert.notEqual(next, person.refreshToken);
      await exchange(next);
      const rows = await app.context.database.query(tokenRows, [person.sessionId]);
      assert.deepEqual(
        rows.map(({ token_hash }) => token_hash.length),
        [32, 32, 32],
      );
      assert.equal(codeOf(await client.gql(refresh, { refreshToken: 'made up' })), 'UNAUTHENTICATED');
    });

    it('work for two tabs that refresh together, whichever answer each of them keeps', async () => {
      const { refreshToken } = await client.register();
      const [first, second] = await Promise.all([exchange(refreshToken), exchange(refreshToken)]);
      assert.notEqual(first, second);
      const both = await Promise.all([exchange(first), exchange(first)]);
      for (const token of [second, ...both]) await exchange(token);
    });

    it('work for three tabs at different points of the chain', async () => {
      const person = await client.register();
      const next = await exchange(person.refreshToken);
      const last = await exchange(next);
      for (const token of [person.refreshToken, next, last, next, person.refreshToken]) await exchange(token);
      assert.equal(await isIn(person), true);
    });

    it('of a tab that does not share its store stay valid long after another tab went on', async () => {
      const person = await client.register();
      const [one, other] = [await exchange(person.refreshToken), await exchange(person.refreshToken)];
      const next = await exchange(one);
      await app.context.database.query(ageTokens, [person.sessionId]);
      await exchange(other);
      await exchange(next);
    });

    it('cannot be kept alive by repetitions: the grace time runs from the first exchange', async () => {
      const person = await client.register();
      await exchange(person.refreshToken);
      const age = statement<never>(
        'test.age_by_six',
        "UPDATE refresh_tokens SET used_at = used_at - interval '6 seconds' WHERE session_id = $1",
      );
      await app.context.database.query(age, [person.sessionId]);
      await exchange(person.refreshToken);
      await app.context.database.query(age, [person.sessionId]);
      const late = await client.gql(refresh, { refreshToken: person.refreshToken });
      assert.equal(codeOf(late), 'UNAUTHENTICATED');
      assert.equal(await isIn(person), false);
    });

    it('and all of their successors end with a logout', async () => {
      const person = await client.register();
      const [first, second] = [await exchange(person.refreshToken), await exchange(person.refreshToken)];
      await client.data('mutation { logout { success } }', null, person.token);
      for (const refreshToken of [person.refreshToken, first, second])
        assert.equal(codeOf(await client.gql(refresh, { refreshToken })), 'UNAUTHENTICATED');
    });

    it('end the session when one is used again later', async () => {
      const person = await client.register();
      const next = await exchange(person.refreshToken);
      await app.context.database.query(ageTokens, [person.sessionId]);
      assert.equal(
        codeOf(await client.gql(refresh, { refreshToken: person.refreshToken })),
        'UNAUTHENTICATED',
      );
      assert.equal(codeOf(await client.gql(refresh, { refreshToken: next })), 'UNAUTHENTICATED');
    });
  });

  it('a refresh repeated with its idempotency key gets the first response, at any time and from any caller', async () => {
    const person = await client.register();
    const key = { 'idempotency-key': 'refresh-1' };
    const ask = (token?: string) => client.gql(refresh, { refreshToken: person.refreshToken }, token, key);
    const first = await ask(person.token);
    await app.context.database.query(ageTokens, [person.sessionId]);
    assert.deepEqual(await ask(), first);
    assert.deepEqual(await ask((await client.register()).token), first);
    const other = await client.register();
    const theirs = await client.gql(refresh, { refreshToken: other.refreshToken }, person.token, key);
    assert.equal(theirs.data.refreshToken.payload.username, other.username);
    assert.equal(await isIn(person), true);
    await exchange(first.data.refreshToken.refreshToken);
  });

  describe('the list', () => {
    it('shows live sessions and ends one', async () => {
      const person = await client.register();
      const other = await client.logIn(person.username, password);
      const list = async (): Promise<{ id: string; isCurrent: boolean }[]> =>
        (
          await client.data(
            '{ sessions { id isCurrent createdAt lastUsedAt expiresAt address } }',
            null,
            person.token,
          )
        ).sessions;
      assert.deepEqual(
        (await list()).map(({ id, isCurrent }) => ({ id, isCurrent })),
        [
          { id: other.sessionId, isCurrent: false },
          { id: person.sessionId, isCurrent: true },
        ],
      );
      const revoke = 'mutation ($id: ID!) { revokeSession(id: $id) { success message errors } }';
      const ended = await client.data(revoke, { id: other.sessionId }, person.token);
      assert.equal(ended.revokeSession.success, true);
      assert.equal((await list()).length, 1);
      assert.equal(await isIn(other), false);
      const stranger = await client.register();
      for (const id of [stranger.sessionId, other.sessionId, 'x', '1']) {
        const { revokeSession } = await client.data(revoke, { id }, person.token);
        assert.deepEqual(revokeSession, {
          success: false,
          message: 'Session not found',
          errors: ['Session not found'],
        });
      }
      assert.equal(await isIn(stranger), true);
    });

    it('keeps the newest 20 of an account', async () => {
      const person = await client.register();
      for (let i = 0; i < 20; i += 1) await client.logIn(person.username, password);
      assert.equal(await isIn(person), false);
    }).timeout(patience(60_000));
  });

  it('logout immediately ends the session and its refresh token', async () => {
    const person = await client.register();
    const data = await client.data('mutation { logout { success message } }', null, person.token);
    assert.deepEqual(data.logout, { success: true, message: 'Logged out' });
    assert.equal(await isIn(person), false);
    assert.equal(codeOf(await client.gql(verify, { token: person.token })), 'UNAUTHENTICATED');
    assert.equal(codeOf(await client.gql(refresh, { refreshToken: person.refreshToken })), 'UNAUTHENTICATED');
  });

  it('an account that is deleted, and every session that is, ends in every replica', async () => {
    const [gone, signedOut, kept] = [
      await client.register(),
      await client.register(),
      await client.register(),
    ];
    const other = await client.logIn(kept.username, password);
    await client.data('mutation { logout { success } }', null, signedOut.token);
    const { User, Session } = modelsOf(app.context.database);
    await User.destroy({ id: gone.id });
    await User.destroy({ id: signedOut.id });
    await Session.destroy({ id: other.sessionId });
    const replica = createRevokedSessions({
      database: app.context.database,
      logger: silentLogger(),
      keepSeconds: 900,
    });
    await replica.refresh();
    replica.close();
    const ended = [gone, signedOut, other, kept].map(({ sessionId }) => replica.has(sessionId));
    assert.deepEqual(ended, [true, true, true, false]);
    await app.context.revokedSessions.refresh();
    for (const person of [gone, other]) {
      const read = await client.gql('{ me { id } allPosts { id } }', null, person.token);
      assert.equal(codeOf(read), 'UNAUTHENTICATED');
      assert.equal(codeOf(await client.gql(verify, { token: person.token })), 'UNAUTHENTICATED');
      assert.equal(codeOf(await client.gql(refresh, { token: person.token })), 'UNAUTHENTICATED');
    }
    assert.equal(await isIn(kept), true);
  });

  it('notices sessions that another replica revoked', async () => {
    const person = await client.register();
    const revoke = statement<never>('test.revoke', 'UPDATE sessions SET revoked_at = now() WHERE id = $1');
    await app.context.database.query(revoke, [person.sessionId]);
    assert.equal(await isIn(person), true);
    await app.context.revokedSessions.refresh();
    assert.equal(await isIn(person), false);
  });
});
