import assert from 'node:assert/strict';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Answer, type Client, clientOf, password } from '../support/client.js';
import { someone, type Someone } from '../support/people.js';

const createPost = 'mutation ($t: String!) { createPost(input: { content: $t }) { success post { id } } }';
const text = 'x'.repeat(8_976);
/** Every post counts as 10,000 bytes. */
const quotas = { QUOTA_BYTES_PER_ACCOUNT: '100000', QUOTA_BYTES_PER_ADDRESS: '250000' };

const codeOf = ({ errors }: Answer): string | undefined => errors?.[0]?.extensions.code;

/** Starts an api before each test of a suite. */
function withApp(env: Record<string, string>): { app: TestApp; client: Client } {
  const running = {} as { app: TestApp; client: Client };
  beforeEach(async () => {
    running.app = await startTestApp({ env });
    running.client = clientOf(running.app);
  });
  afterEach(() => running.app.stop());
  return running;
}

describe('the daily byte quota', () => {
  const running = withApp({ ...quotas, TRUST_PROXY: '1' });
  const send = async (person: Someone, query = createPost, address = '203.0.113.1', key?: string) => {
    const call = running.client.post({ query, variables: { t: text } }, person.token);
    if (key !== undefined) call.set('idempotency-key', key);
    return call.set('x-forwarded-for', address);
  };
  const fill = async (person: Someone, count: number, address?: string): Promise<void> => {
    for (let i = 0; i < count; i += 1) {
      const { body } = await send(person, createPost, address);
      assert.equal(body.data?.createPost.success, true, JSON.stringify(body));
    }
  };

  it('of an account stops what stores something until the day is over, and nothing else', async () => {
    const [ada, ben] = [await someone(running.app), await someone(running.app)];
    await fill(ada, 10);
    const { body, headers } = await send(ada);
    assert.equal(codeOf(body), 'RATE_LIMITED');
    assert.match(body.errors[0].message, /^This account has stored as much as it may in a day/);
    assert.ok(Number(headers['retry-after']) >= 1 && Number(headers['retry-after']) <= 86_400);
    assert.equal(codeOf((await send(ada, createPost, '203.0.113.2')).body), 'RATE_LIMITED');
    const { id } = (await running.client.data('{ me { posts { id } } }', null, ada.token)).me.posts[0];
    for (const allowed of [
      `{ unlikePost(postId: "${id}") { success } }`,
      `{ deletePost(id: "${id}") { success } }`,
      `{ blockUser(userId: "${ben.id}") { success } }`,
      `{ unblockUser(userId: "${ben.id}") { success } }`,
      '{ logout { success } }',
    ])
      assert.equal(codeOf((await send(ada, `mutation ${allowed}`)).body), undefined, allowed);
    await fill(ben, 1);
    const metrics = await running.app.context.metrics.text();
    assert.match(metrics, /graphql_rejected_total\{rule="quota_account"\} 2\n/);
    assert.match(metrics, /mutation_stored_bytes_total 11104\d\n/);
  });

  it('of an address stops all of its accounts and registrations, but not logins', async () => {
    const people = await Promise.all([1, 2, 3].map(() => someone(running.app)));
    const [ada, ben, cleo] = people as [Someone, Someone, Someone];
    await fill(ada, 10);
    await fill(ben, 10);
    await fill(cleo, 5);
    const { body } = await send(cleo);
    assert.match(body.errors[0].message, /^This network address has stored/);
    const register = `mutation { registerUser(input: { username: "dora", email: "dora@example.org",
      password: "${password}", firstName: "", lastName: "" }) { success } }`;
    const home = (query: string) => running.client.post({ query }).set('x-forwarded-for', '203.0.113.1');
    assert.equal(codeOf((await home(register)).body), 'RATE_LIMITED');
    assert.equal((await running.client.post({ query: register })).body.data.registerUser.success, true);
    const login = `mutation { tokenAuth(username: "dora", password: "${password}") { token } }`;
    assert.equal(codeOf((await home(login)).body), undefined);
    await fill(cleo, 1, '203.0.113.2');
  });

  it('is not used by mutations that fail, and only once by repetitions', async () => {
    const person = await someone(running.app);
    const invalid = 'mutation ($t: String!) { createPost(input: { content: $t, title: $t }) { success } }';
    for (let i = 0; i < 12; i += 1)
      assert.equal((await send(person, invalid)).body.data.createPost.success, false);
    for (let i = 0; i < 12; i += 1)
      assert.equal((await send(person, createPost, undefined, 'same')).body.data?.createPost.success, true);
    await fill(person, 7);
  });

  it('counts the responses that idempotency keys keep', async () => {
    const person = await someone(running.app);
    const { body } = await send(person);
    const like = `mutation { likePost(postId: "${body.data.createPost.post.id}") { success post { id } } }`;
    const outcomes: (string | undefined)[] = [];
    for (let i = 0; i < 12; i += 1)
      outcomes.push(codeOf((await send(person, like, undefined, `key-${i}`)).body));
    assert.equal(outcomes[0], undefined);
    assert.equal(outcomes.at(-1), 'RATE_LIMITED');
  });

  it('survives a Redis that is emptied, and one that is away', async () => {
    const person = await someone(running.app);
    await fill(person, 10);
    const { redis } = running.app.context;
    await redis.run((c) => c.flushAll());
    assert.equal(codeOf((await send(person)).body), 'RATE_LIMITED');
    await running.app.redis.kill();
    assert.equal(codeOf((await send(person)).body), 'RATE_LIMITED');
    const other = await someone(running.app);
    await fill(other, 10);
    assert.equal(codeOf((await send(other)).body), 'RATE_LIMITED');
  });
});

describe('the mutation rate of an address', () => {
  const running = withApp({ RATE_MUTATIONS_PER_ADDRESS: '6', RATE_MUTATIONS_PER_ACCOUNT: '4' });
  const write = 'mutation { updateUserProfile(input: { bio: "x" }) { success } }';

  it('counts callers who are logged in, up to the rate of their account', async () => {
    const [ada, ben] = [await someone(running.app), await someone(running.app)];
    const codes = async ({ token }: Someone, count: number) => {
      const all = [];
      for (let i = 0; i < count; i += 1)
        all.push(codeOf(await running.client.gql(write, null, token)) ?? 'ok');
      return all;
    };
    assert.deepEqual(await codes(ada, 9), [
      ...Array<string>(4).fill('ok'),
      ...Array<string>(5).fill('RATE_LIMITED'),
    ]);
    assert.deepEqual(await codes(ben, 3), ['ok', 'ok', 'RATE_LIMITED']);
    const metrics = await running.app.context.metrics.text();
    assert.match(metrics, /graphql_rejected_total\{rule="rate_account"\} 5\n/);
    assert.match(metrics, /graphql_rejected_total\{rule="rate_address"\} 1\n/);
  });
});
