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
    worker.mail.reply = undefined;
    worker.mail.mails.length = 0;
  });

  const register = async (email: string | null, firstName = ''): Promise<string> => {
    const { User } = modelsOf(worker.context.database);
    const username = `ada${String(Math.random()).slice(2)}`;
    return (await User.create({ username, email, firstName })).id;
  };
  let count = 0;
  const unused = () => `mail${(count += 1)}@example.org`;
  /** The id of the task that greets the account. */
  const greet = async (userId: string): Promise<string> =>
    (await worker.record({ kind: 'user.registered', payload: { userId } }))['welcome-mail'] ?? '';
  const state = async (id: string) => (await worker.context.database.query(stateOf, [id]))[0];

  it('greets an account once, under the id of the task', async () => {
    const id = await greet(await register('ada@example.org', "D'Ada"));
    assert.deepEqual(await state(id), { state: 'done', last_error: null, attempts: 1 });
    const [mail, ...more] = worker.mail.mails;
    assert.equal(more.length, 0);
    assert.equal(mail?.messageId, `<task-${id}@feed.test>`);
    assert.equal(mail?.from?.text, '"The Feed" <hello@feed.test>');
    assert.match(mail?.text ?? '', /Your account ada.* is ready/);
    assert.match(String(mail?.html), /Hello D&#39;Ada,/);
    assert.equal(mail?.subject, 'Welcome');
  });

  it('says nothing that a caller wrote', async () => {
    await greet(await register('bob@example.org', 'Ann\r\nBcc: z@example.org\r\nWin: http://spam.example'));
    const [mail] = worker.mail.mails;
    assert.deepEqual([mail?.subject, mail?.bcc], ['Welcome', undefined]);
    assert.doesNotMatch(`${mail?.text}${mail?.html}`, /Ann|spam|Win/);
  });

  it('goes to one receiver, whatever the stored address looks like', async () => {
    for (const address of [
      'eve@a.example, eve@b.example',
      'Eve <eve@c.example>',
      '"eve@d.example, x"@e.example',
    ]) {
      worker.mail.mails.length = 0;
      await greet(await register(address));
      const receivers = worker.mail.mails.flatMap((mail) =>
        [mail.to].flat().flatMap((to) => to?.value ?? []),
      );
      assert.ok(receivers.length <= 1, JSON.stringify(receivers));
    }
  });

  const outcomes = () => worker.samples('taskqueue_task_duration_seconds_count{task="welcome-mail"');
  const refused = async () =>
    (await outcomes())['taskqueue_task_duration_seconds_count{task="welcome-mail",outcome="refused"}'];

  for (const reply of ['550 5.1.1 <x@example.org> unknown', '501 5.1.3 bad address x@example.org'])
    for (const to of ['RCPT TO', 'DATA'] as const)
      it(`ends at once when the server answers ${to} with ${reply.slice(0, 3)}`, async () => {
        worker.mail.reply = { to, text: reply };
        const before = (await refused()) ?? 0;
        const ended = await state(await greet(await register(unused())));
        assert.deepEqual([ended?.state, ended?.attempts], ['done', 1]);
        const code = to === 'DATA' ? 'EMESSAGE' : 'EENVELOPE';
        const text = `PermanentFailure: The mail server refused the mail for good (${code} ${reply.slice(0, 3)})`;
        assert.equal(ended?.last_error, text);
        assert.equal(await refused(), before + 1);
      });

  it('is retried when the server refuses this system, not the mail', async () => {
    for (const [to, text] of [
      ['MAIL FROM', '550 sender not accepted'],
      ['RCPT TO', '530 5.7.0 log in first'],
      ['RCPT TO', '554 5.7.1 Relay access denied'],
      ['DATA', '451 later'],
    ] as const) {
      worker.mail.reply = { to, text };
      assert.equal((await state(await greet(await register(unused()))))?.state, 'pending', text);
    }
    worker.mail.reply = undefined;
    await worker.context.database.query(hurry);
    await until('all are sent', () => worker.mail.mails.length === 4);
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
