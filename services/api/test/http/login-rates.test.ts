import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { modelsOf } from '@feed/store/postgres/models/models';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Client, clientOf, password, type Person } from '../support/client.js';

const login =
  'mutation ($u: String!, $p: String!) { tokenAuth(username: $u, password: $p) { token refreshToken } }';
const refresh = 'mutation ($t: String) { refreshToken(refreshToken: $t) { refreshToken } }';

/** Failed logins that one account may have from new addresses, and from one address. */
const most = { strangers: 6, pair: 3 };

describe('failed logins to one account from many addresses', () => {
  let app: TestApp, client: Client;
  before(async () => {
    const env = {
      TRUST_PROXY: '1',
      RATE_FAILED_LOGINS: String(most.pair),
      RATE_FAILED_LOGINS_PER_ACCOUNT: String(most.strangers),
    };
    app = await startTestApp({ env });
    client = clientOf(app);
  });
  after(() => app.stop());

  let last = 0;
  const newAddress = (): string => `2001:db8:${(last += 1).toString(16)}::1`;
  const send = (query: string, variables: object, address: string) =>
    client.post({ query, variables }).set('x-forwarded-for', address);
  const attempt = async (username: string, secret: string, address: string): Promise<string> => {
    const { body } = await send(login, { u: username, p: secret }, address);
    return body.errors?.[0]?.extensions.code ?? 'in';
  };
  const guess = async (username: string, count: number): Promise<string[]> => {
    const codes = [];
    for (let i = 0; i < count; i += 1) codes.push(await attempt(username, 'wrong', newAddress()));
    return codes;
  };
  /** Strangers get one more attempt after too many failures, and then none for half a minute. */
  const slowed = [
    ...Array<string>(most.strangers + 1).fill('UNAUTHENTICATED'),
    'RATE_LIMITED',
    'RATE_LIMITED',
  ];
  const at = async (address: string): Promise<Person> => {
    const person = await client.register();
    assert.equal(await attempt(person.username, password, address), 'in');
    return person;
  };

  it('are slowed down, whatever the address, but not for addresses that the account has used', async () => {
    const home = '198.51.100.7';
    const { username } = await at(home);
    assert.deepEqual(await guess(username, slowed.length), slowed);
    const { body, headers } = await send(login, { u: username, p: password }, newAddress());
    assert.equal(body.errors[0].extensions.code, 'RATE_LIMITED');
    assert.ok(Number(headers['retry-after']) >= 1 && Number(headers['retry-after']) <= 30);
    assert.equal(await attempt(username, password, home), 'in');
    for (let i = 0; i < most.pair; i += 1)
      assert.equal(await attempt(username, 'wrong', home), 'UNAUTHENTICATED');
    assert.equal(await attempt(username, 'wrong', home), 'RATE_LIMITED');
    assert.match(await app.context.metrics.text(), /graphql_rejected_total\{rule="rate_login_account"\} 3\n/);
  });

  it('let a new address in after a while', async () => {
    const { username } = await at('198.51.100.7');
    await guess(username, slowed.length);
    const { redis } = app.context;
    await redis.run(async (c) => c.del(await c.keys('rl:ld:*')));
    assert.equal(await attempt(username, password, newAddress()), 'in');
  });

  it('do not slow down an address at which the account has refreshed its tokens', async () => {
    const { username, refreshToken } = await client.register();
    const train = newAddress();
    await send(refresh, { t: refreshToken }, train).expect(200);
    await guess(username, slowed.length);
    assert.equal(await attempt(username, password, train), 'in');
  });

  it('slow down an address at which the account has ended a session itself', async () => {
    const { username, id } = await client.register();
    const intruder = newAddress();
    assert.equal(await attempt(username, password, intruder), 'in');
    const change = { revokedAt: new Date(), revokedReason: 'revoked' };
    await modelsOf(app.context.database).Session.update(change, { userId: id, address: intruder });
    await guess(username, slowed.length);
    assert.equal(await attempt(username, password, intruder), 'RATE_LIMITED');
  });

  it('are throttled alike whether the account exists or not, however its name is written', async () => {
    const tail = randomBytes(4).toString('hex');
    const forms = (name: string): string[] => [
      name,
      name.toUpperCase(),
      name.replace('i', '\u0130'),
      ` ${name}`,
    ];
    const existing = `exiting${tail}`;
    await client.register({ username: existing });
    const codes = async (name: string): Promise<string[]> => {
      const all = [];
      for (let i = 0; i < slowed.length; i += 1)
        all.push(await attempt(forms(name)[i % 4] ?? name, 'wrong', newAddress()));
      return all;
    };
    assert.deepEqual(await codes(existing), slowed);
    assert.deepEqual(await codes(`missing${tail}`), slowed);
  });

  it('are not counted for logins that succeed', async () => {
    const { username } = await client.register();
    for (let i = 0; i < most.strangers + 3; i += 1)
      assert.equal(await attempt(username, password, newAddress()), 'in');
  });
});
