import assert from 'node:assert/strict';
import { statement } from '@feed/store/postgres/statement';
import { until } from '@feed/testkit/until';
import { startTestWorker, type TestWorker } from '../support/worker.js';
import { modelsOf } from '@feed/store/postgres/models/models';

const stateOf = statement<{ state: string; last_error: string | null; attempts: number }>(
  'test.state',
  'SELECT state, last_error, attempts FROM tasks WHERE id = $1',
);
const hurry = statement<never>('test.hurry', "UPDATE tasks SET run_after = now() WHERE state = 'pending'");

describe('the welcome mail', () => {
  let worker: TestWorker;
  before(async () => {
    worker = await startTestWorker({ MAIL_FROM: 'The Feed <hello@feed.test>', SMTP_TIMEOUT: '2000' });
  });
  after(() => worker.stop());
  beforeEach(() => {
    worker.mail.mode = 'accept';
    worker.mail.mails.length = 0;
  });

  const register = async (email: string | null, firstName = ''): Promise<string> => {
    const { User } = modelsOf(worker.context.database);
    return (await User.create({ username: `ada${Math.random()}`, email, firstName })).id;
  };
  /** The id of the task that greets the account. */
  const greet = async (userId: string): Promise<string> =>
    (await worker.record({ kind: 'user.registered', payload: { userId } }))['welcome-mail'] ?? '';
  const state = async (id: string) => (await worker.context.database.query(stateOf, [id]))[0];

  it('greets an account once, under the id of the task', async () => {
    const id = await greet(await register('ada@example.org', '<b>Ada</b>\r\nBcc: x@y.z'));
    assert.deepEqual(await state(id), { state: 'done', last_error: null, attempts: 1 });
    const [mail, ...more] = worker.mail.mails;
    assert.equal(more.length, 0);
    assert.equal(mail?.messageId, `<task-${id}@feed.test>`);
    assert.equal(mail?.from?.text, '"The Feed" <hello@feed.test>');
    assert.match(mail?.text ?? '', /Your account ada.* is ready/);
    assert.match(String(mail?.html), /&lt;b&gt;Ada&lt;\/b&gt;/);
    assert.equal(mail?.bcc, undefined);
  });

  it('sends nothing without an address or an account', async () => {
    for (const id of await Promise.all([await register(null), '1'].map(greet)))
      assert.equal((await state(id))?.state, 'done');
    assert.equal(worker.mail.mails.length, 0);
  });

  for (const mode of ['reject', 'hang'] as const) {
    it(`is retried when the server ${mode}s, with the same id`, async () => {
      worker.mail.mode = mode;
      const id = await greet(await register(`${mode}@example.org`));
      const failed = await state(id);
      assert.equal(failed?.state, 'pending');
      assert.match(failed?.last_error ?? '', /The mail was not accepted \(\w/);
      assert.doesNotMatch(failed?.last_error ?? '', /example/);
      worker.mail.mode = 'accept';
      await worker.context.database.query(hurry);
      await until('the mail has arrived', () => worker.mail.mails.length === 1);
      assert.equal(worker.mail.mails[0]?.messageId, `<task-${id}@feed.test>`);
    });
  }
});
