import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caughtMailFile } from '@feed/platform/caught-mails';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf } from '../../support/client.js';
import type { Someone } from '../../support/people.js';
import { withRole } from '../../support/roles.js';

const query = 'query ($limit: Int) { caughtMails(limit: $limit) { id from to subject text receivedAt } }';

describe('caughtMails', () => {
  let app: TestApp, client: Client, admin: Someone, directory: string;
  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'feed-caught-'));
    app = await startTestApp({ env: { MAIL_DIR: directory } });
    client = clientOf(app);
    admin = await withRole(app, 'ADMIN');
  });
  after(async () => {
    await app.stop();
    rmSync(directory, { recursive: true });
  });

  const keep = (name: string, mail: object) =>
    writeFileSync(join(directory, caughtMailFile(name)), JSON.stringify(mail));
  const mails = async (limit?: number) =>
    (await client.data(query, { limit }, admin.token)).caughtMails as { id: string; text: string }[];

  it('shows what the mail catcher kept, newest first', async () => {
    assert.deepEqual(await mails(), []);
    const mail = { from: 'feed@localhost', to: 'ada@example.org', subject: 'Welcome' };
    const receivedAt = '2026-01-31T12:00:00.000Z';
    keep('20260131T120000000Z-000001', { ...mail, text: 'Hello', receivedAt });
    keep('20260131T120000000Z-000002', { ...mail, text: 'x'.repeat(20_000), receivedAt });
    writeFileSync(join(directory, '20260131T120000000Z-000002.eml'), 'From: feed');
    const [newest, oldest] = await mails();
    assert.deepEqual(oldest, { ...mail, id: '20260131T120000000Z-000001', text: 'Hello', receivedAt });
    assert.equal(newest?.text.length, 10_000);
    assert.equal((await mails(1)).length, 1);
    assert.deepEqual(await mails(0), []);
  });

  it('rejects a negative limit', async () => {
    const { errors } = await client.gql(query, { limit: -1 }, admin.token);
    assert.equal(errors?.[0]?.extensions.code, 'INVALID_INPUT');
  });

  it('says so where mails are sent', async () => {
    const sending = await startTestApp({ servers: app });
    try {
      const { errors } = await clientOf(sending).gql(query, null, admin.token);
      assert.equal(errors?.[0]?.message, 'Mails are caught in local mode only; this system sends them');
      assert.equal(errors?.[0]?.extensions.code, 'NOT_FOUND');
    } finally {
      await sending.stop();
    }
  });
});
