import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';
import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf, type Person } from '../../support/client.js';

const registerUser = `mutation ($input: RegisterUserInput!) {
  registerUser(input: $input) { success message errors user { id username email } }
}`;
const updateProfile = `mutation ($input: UpdateUserProfileInput!) {
  updateUserProfile(input: $input) { success message errors user { username firstName lastName bio } }
}`;
const search = 'query ($q: String!) { searchUsers(query: $q) { username } }';

const block = statement<never>('test.block', 'INSERT INTO blocks (blocker_id, blocked_id) VALUES ($1, $2)');
const rename = statement<never>('test.rename', 'UPDATE users SET username = $2 WHERE id = $1');
const countUsers = statement<{ count: string }>('test.count_users', 'SELECT count(*) FROM users');

describe('accounts', () => {
  let app: TestApp;
  let client: Client;
  let database: Database;

  before(async () => {
    app = await startTestApp({ env: { TRUST_PROXY: '1' } });
    client = clientOf(app);
    database = app.context.database;
  });
  after(() => app.stop());

  const unique = (): string => `u${randomBytes(6).toString('hex')}`;
  const inputOf = (changes: object = {}): Record<string, string> => {
    const username = unique();
    const names = { firstName: 'Ada', lastName: 'Lovelace' };
    return { username, email: `${username}@example.com`, password: 'long enough', ...names, ...changes };
  };
  const register = async (changes: object = {}, headers: Record<string, string> = {}) => {
    const { data } = await client.gql(registerUser, { input: inputOf(changes) }, undefined, headers);
    return data.registerUser;
  };
  const find = async (q: string, who?: Person): Promise<string[]> => {
    const data = await client.data(search, { q }, who?.token);
    return data.searchUsers.map((user: { username: string }) => user.username);
  };

  describe('registerUser', () => {
    it('creates an account and shows it to itself', async () => {
      const input = inputOf({ bio: 'Analyst' });
      const { data } = await client.gql(registerUser, { input });
      const { user, ...rest } = data.registerUser;
      assert.deepEqual(rest, {
        success: true,
        message: `User ${user.username} registered successfully`,
        errors: [],
      });
      assert.deepEqual([user.username, user.email], [input['username'], input['email']]);
    });

    it('reports all validation errors together', async () => {
      const rejection = await register({ username: 'ab', email: 'nobody', password: 'short' });
      assert.deepEqual(rejection, {
        success: false,
        message: 'Registration failed',
        errors: [
          'Username must be at least 3 characters long',
          'Invalid email format',
          'Password must be at least 8 characters long',
        ],
        user: null,
      });
      for (const username of ['a b c', 'x'.repeat(151), 'nul\0nul', '<script>']) {
        assert.equal((await register({ username })).success, false, username);
      }
      for (const email of ['a@b', 'a b@c.de', '@c.de', `${'x'.repeat(250)}@c.de`, 'a@b..c']) {
        assert.deepEqual((await register({ email })).errors, ['Invalid email format'], email);
      }
      assert.equal((await register({ password: 'x'.repeat(257) })).success, false);
      assert.equal((await register({ bio: 'nul\0' })).success, false);
    });

    it('rejects names that could deceive, and addresses that no mail reaches', async () => {
      const rejections = {
        username: {
          аdmin: 'Username must not mix letters of different scripts',
          root: 'Username is reserved',
        },
        firstName: {
          'Ann\r\nWin: http://spam.example': 'First name must not contain line breaks or control characters',
          'Win at spam.example': 'First name must not contain a web address',
          'Ann\u202e': 'First name must not contain characters that change the direction of writing',
        },
        lastName: { '\u3164': 'Last name has no visible characters' },
        email: { 'a..b@example.org': 'Invalid email format', 'a\u200b@example.org': 'Invalid email format' },
        password: {
          '😀😀😀😀': 'Password must be at least 8 characters long',
          '\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b': 'Password is required',
          Password1: 'Password is too common',
        },
      };
      for (const [field, texts] of Object.entries(rejections))
        for (const [text, message] of Object.entries(texts))
          assert.equal((await register({ [field]: text })).errors[0], message, text);
      for (const username of ['हिन्दी', 'ภาษาไทย']) assert.equal((await register({ username })).success, true);
    });

    it('counts code points', async () => {
      const full = { firstName: '😀'.repeat(150), bio: '😀'.repeat(1_000), password: '😀'.repeat(256) };
      assert.equal((await register(full)).success, true);
      for (const [field, text] of Object.entries(full))
        assert.match(
          (await register({ [field]: `${text}😀` })).errors[0],
          /must be at most \d+ characters long/,
        );
    });

    it('rejects half of a surrogate pair before its idempotency key is used', async () => {
      const key = { 'idempotency-key': unique() };
      const input = inputOf();
      const { errors } = await client.gql(
        registerUser,
        { input: { ...input, email: 'a\ud83d@example.org' } },
        undefined,
        key,
      );
      assert.equal(errors?.[0]?.extensions.code, 'INVALID_INPUT');
      const { data } = await client.gql(registerUser, { input }, undefined, key);
      assert.equal(data.registerUser.success, true);
    });

    it('rejects names and addresses that are taken, whatever their case', async () => {
      const taken = inputOf();
      await register(taken);
      const same = await register({ ...taken, username: taken['username']?.toUpperCase() });
      assert.deepEqual(same.errors, ['Username already exists', 'Email already exists']);
      const mail = await register({ email: taken['email']?.toUpperCase() });
      assert.deepEqual(mail.errors, ['Email already exists']);
    });

    it('ignores case in every script', async () => {
      const name = `${randomInt(2 ** 47)}`;
      for (const [first, second] of ['Éé', 'Жж', 'Ωω']) {
        const username = `${first}${name}`;
        assert.equal((await register({ username })).success, true, username);
        const { errors } = await register({ username: `${second}${name}` });
        assert.deepEqual(errors, ['Username already exists'], username);
        assert.deepEqual(await find(`${second}${name}`), [username]);
      }
    });

    it('gives a name to only one of many concurrent registrations', async () => {
      const input = inputOf();
      const tries = Array.from({ length: 5 }, (_, i) =>
        register({ ...input, email: `${i}${input['email']}` }),
      );
      const answers = await Promise.all(tries);
      assert.equal(answers.filter(({ success }) => success).length, 1);
      const refusals = answers.filter(({ success }) => !success);
      for (const { errors } of refusals) assert.deepEqual(errors, ['Username already exists']);
    });

    it('records the event, with the id of the request', async () => {
      const recorded = statement<{ kind: string; request_id: string }>(
        'test.recorded',
        "SELECT kind, request_id FROM events WHERE payload->>'userId' = $1",
      );
      const { user } = await register({}, { 'x-request-id': 'the-request' });
      assert.deepEqual(await database.query(recorded, [user.id]), [
        { kind: 'user.registered', request_id: 'the-request' },
      ]);
    });

    it('gives a repetition with the same idempotency key the first response, without a second account', async () => {
      const key = { 'idempotency-key': unique() };
      const input = inputOf();
      const once = await client.gql(registerUser, { input }, undefined, key);
      const [before] = await database.query(countUsers);
      const [twice, reordered] = await Promise.all([
        client.gql(registerUser, { input }, undefined, key),
        client.gql(
          registerUser,
          { input: Object.fromEntries(Object.entries(input).reverse()) },
          undefined,
          key,
        ),
      ]);
      assert.deepEqual(twice, once);
      assert.deepEqual(reordered, once);
      assert.deepEqual(await database.query(countUsers), [before]);
    });

    it('takes the same key from a stranger, or for other content, as another request', async () => {
      const key = { 'idempotency-key': 'one' };
      const registerOnce = async (input: object, address?: string, token?: string) => {
        const headers = { ...key, ...(address !== undefined && { 'x-forwarded-for': address }) };
        return (await client.gql(registerUser, { input }, token, headers)).data.registerUser;
      };
      const input = inputOf();
      const mine = await registerOnce(input, '203.0.113.1');
      const theirs = await registerOnce(inputOf(), '203.0.113.1');
      assert.deepEqual([mine.success, theirs.success], [true, true]);
      assert.notEqual(theirs.user.id, mine.user.id);
      assert.deepEqual(await registerOnce(input, '203.0.113.2'), mine);
      const { token } = await client.register();
      assert.deepEqual(await registerOnce(input, '203.0.113.1', token), mine);
      const guess = await registerOnce({ ...input, password: 'another password' });
      assert.deepEqual(guess.errors, ['Username already exists', 'Email already exists']);
    });
  });

  describe('updateUserProfile', () => {
    it('changes what is given and keeps the rest', async () => {
      const person = await client.register({ bio: 'before' });
      const data = await client.data(
        updateProfile,
        { input: { firstName: ' Grace ', lastName: null } },
        person.token,
      );
      assert.deepEqual(data.updateUserProfile, {
        success: true,
        message: 'Profile updated successfully',
        errors: [],
        user: { username: person.username, firstName: 'Grace', lastName: 'Test', bio: 'before' },
      });
    });

    it('lets an account keep a name that can no longer be registered', async () => {
      const one = await client.register();
      await database.query(rename, [one.id, 'webmaster']);
      const change = async (input: object) =>
        (await client.data(updateProfile, { input }, one.token)).updateUserProfile;
      const kept = await change({ username: ' webmaster', bio: 'new' });
      assert.deepEqual([kept.success, kept.user.username, kept.user.bio], [true, 'webmaster', 'new']);
      assert.deepEqual((await change({ username: 'root', bio: 'newer' })).errors, ['Username is reserved']);
      assert.deepEqual((await change({ username: 'root', firstName: 'a\nb' })).errors, [
        'Username is reserved',
        'First name must not contain line breaks or control characters',
      ]);
    });

    it('rejects a taken name and bad input, and anonymous callers', async () => {
      const [one, two] = [await client.register(), await client.register()];
      const change = async (input: object, token?: string) =>
        (await client.gql(updateProfile, { input }, token)).data.updateUserProfile.errors;
      assert.deepEqual(await change({ username: two.username }, one.token), ['Username already exists']);
      assert.deepEqual(await change({ username: 'x' }, one.token), [
        'Username must be at least 3 characters long',
      ]);
      assert.deepEqual(await change({ bio: 'x'.repeat(1001) }, one.token), [
        'Bio must be at most 1000 characters long',
      ]);
      assert.deepEqual(await change({ bio: 'x' }), ['You must be logged in']);
    });
  });

  describe('reading', () => {
    it('me and userById show the right fields, the e-mail address only to the account itself', async () => {
      const [one, two] = [await client.register(), await client.register()];
      const query = `query ($id: ID!) { me { id email } userById(id: $id) {
        id username firstName profilePic bio isVerified createdAt followersCount postsCount email } }`;
      const data = await client.data(query, { id: two.id }, one.token);
      assert.deepEqual(data.me, { id: one.id, email: `${one.username}@example.com` });
      const { createdAt, ...user } = data.userById;
      assert.ok(Math.abs(Date.parse(createdAt) - Date.now()) < 60_000);
      assert.deepEqual(user, {
        ...{
          id: two.id,
          username: two.username,
          firstName: 'Ada',
          profilePic: null,
          bio: '',
          isVerified: false,
        },
        ...{ followersCount: 0, postsCount: 0, email: null },
      });
    });

    it('returns null for what does not exist, and an error to anonymous callers', async () => {
      const { token } = await client.register();
      for (const id of ['1', '0', '-1', 'x', '9'.repeat(19), '9'.repeat(40), '']) {
        const data = await client.data('query ($id: ID!) { userById(id: $id) { id } }', { id }, token);
        assert.equal(data.userById, null);
      }
      const { data, errors } = await client.gql('{ userById(id: "1") { id } }');
      assert.equal(data.userById, null);
      assert.equal(errors?.[0]?.extensions.code, 'UNAUTHENTICATED');
    });

    it('hides the two sides of a block from each other', async () => {
      const [one, two] = [await client.register(), await client.register()];
      await database.query(block, [one.id, two.id]);
      for (const [viewer, other] of [[one, two] as const, [two, one] as const]) {
        const query = 'query ($id: ID!) { userById(id: $id) { id } }';
        assert.deepEqual(await client.data(query, { id: other.id }, viewer.token), { userById: null });
        assert.deepEqual(await find(other.username, viewer), []);
      }
      assert.deepEqual(await find(two.username), [two.username]);
    });
  });
});
