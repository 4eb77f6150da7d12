import assert from 'node:assert/strict';
import { statement } from '@feed/store/postgres/statement';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';
import { someone, type Someone } from '../../support/people.js';
import { withRole } from '../../support/roles.js';

const demote = statement('test.demote', "UPDATE users SET role = 'USER'");

describe('setRole', () => {
  let app: TestApp, client: Client, admin: Someone, user: Someone;
  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
  });
  after(() => app.stop());
  beforeEach(async () => {
    await app.context.database.query(demote);
    admin = await withRole(app, 'ADMIN');
    user = await someone(app);
  });

  const set = async (who: Someone, userId: string, role: string) => {
    const query = `mutation { setRole(userId: "${userId}", role: ${role}) { success message errors code } }`;
    return (await client.data(query, null, who.token)).setRole;
  };
  const roleOf = async (who: Someone) => (await client.data('{ me { role } }', null, who.token)).me.role;
  const entries = async () => {
    const query =
      '{ auditLog(action: "role.set", first: 100) { edges { node { actorId targetId detail } } } }';
    const { edges } = (await client.data(query, null, admin.token)).auditLog;
    return (edges as { node: { actorId: string; targetId: string; detail: unknown } }[])
      .map(({ node }) => node)
      .filter(({ actorId }) => actorId === admin.id);
  };

  it('gives and takes roles, and records each change', async () => {
    assert.equal(await roleOf(user), 'USER');
    assert.equal((await set(admin, user.id, 'ADMIN')).success, true);
    assert.equal(await roleOf(user), 'ADMIN');
    assert.equal((await set(admin, user.id, 'ADMIN')).message, 'The account already has the role ADMIN');
    assert.equal((await set(admin, user.id, 'MODERATOR')).success, true);
    assert.equal(await roleOf(user), 'MODERATOR');
    assert.deepEqual(await entries(), [
      { actorId: admin.id, targetId: user.id, detail: { from: 'ADMIN', to: 'MODERATOR' } },
      { actorId: admin.id, targetId: user.id, detail: { from: 'USER', to: 'ADMIN' } },
    ]);
  });

  it('leaves the last administrator, and records nothing', async () => {
    const message = 'The last admin cannot leave';
    assert.deepEqual(await set(admin, admin.id, 'USER'), {
      ...{ success: false, message, errors: [message], code: 'CONFLICT' },
    });
    assert.equal(await roleOf(admin), 'ADMIN');
    assert.deepEqual(await entries(), []);
  });

  it('finds no account that does not exist, and knows no other roles', async () => {
    for (const id of ['1', 'none']) assert.equal((await set(admin, id, 'ADMIN')).code, 'NOT_FOUND');
    const { errors } = await client.gql(
      'mutation ($role: Role!) { setRole(userId: "1", role: $role) { success } }',
      { role: 'OWNER' },
      admin.token,
    );
    assert.equal(errors?.[0]?.extensions.code, 'INVALID_INPUT');
  });

  it('shows a role to the account itself and to administrators', async () => {
    const query = `{ userById(id: "${admin.id}") { role } me { role } }`;
    assert.deepEqual(await client.data(query, null, user.token), {
      userById: { role: null },
      me: { role: 'USER' },
    });
    const other = `{ userById(id: "${user.id}") { role } }`;
    assert.deepEqual(await client.data(other, null, admin.token), { userById: { role: 'USER' } });
    const found = `{ searchUsers(query: "${user.username}") { role } }`;
    assert.deepEqual(await client.data(found), { searchUsers: [{ role: null }] });
  });
});
