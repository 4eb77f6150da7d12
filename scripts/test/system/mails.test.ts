import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCaughtMails } from '@feed/platform/caught-mails';
import { startMailCatcher, type MailCatcher } from '@feed/local-servers/mail-catcher/catcher';
import { openMailFolder, type MailFolder } from '@feed/local-servers/mail-catcher/folder';
import { createMailer, type Mail } from '@feed/worker/mail/mailer';
import { run } from '../../../packages/cli/test/support/run.js';

const main = fileURLToPath(
  new URL('../../../packages/local-servers/src/mail-catcher/main.ts', import.meta.url),
);
const welcome: Mail = {
  to: 'ada@example.org',
  subject: 'Welcome, Ada',
  text: 'Hello Ada\u001b[2J,\n\nwelcome!\n',
  html: '<p>Hello Ada</p>',
  key: 'task-7',
};

describe('caught mails', () => {
  let directory: string, folder: MailFolder, catcher: MailCatcher, env: NodeJS.ProcessEnv;
  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'feed-mails-'));
    folder = openMailFolder(directory, 3);
    catcher = await startMailCatcher({ host: '127.0.0.1', port: 0, folder, onError: assert.ifError });
    env = { MAIL_DIR: directory, DATABASE_URL: 'postgres://unused' };
  });
  after(async () => {
    await catcher.close();
    rmSync(directory, { recursive: true });
  });
  beforeEach(() => readdirSync(directory).forEach((name) => rmSync(join(directory, name))));

  const send = (mail: Partial<Mail> = {}, port = catcher.port) =>
    createMailer({ url: `smtp://127.0.0.1:${port}`, from: 'Feed <feed@localhost>', timeoutMs: 5_000 }).send(
      { ...welcome, ...mail },
      new AbortController().signal,
    );
  const mails = async (...args: string[]) =>
    JSON.parse((await run(['mails', ...args, '--json'], env)).stdout) as Record<string, unknown>;

  it('are listed, the newest first, and shown', async () => {
    await send();
    await send({ to: 'bob@example.org', subject: 'Grüße' });
    const listed = (await mails())['mails'] as { to: string; subject: string; received: string }[];
    assert.deepEqual(
      listed.map(({ to, subject }) => [to, subject]),
      [
        ['bob@example.org', 'Grüße'],
        ['ada@example.org', 'Welcome, Ada'],
      ],
    );
    assert.match(listed[0]?.received ?? '', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    assert.deepEqual(((await mails('list', '--limit', '1'))['mails'] as unknown[]).length, 1);
    const shown = await mails('show', '2');
    assert.deepEqual([shown['messageId'], shown['from']], ['<task-7@localhost>', '"Feed" <feed@localhost>']);
    assert.match(
      (await run(['mails'], env)).stdout,
      /^no +received +to +subject\n +1 .*bob@example.org +Grüße\n/,
    );
  });

  it('are kept for the api, too', async () => {
    await send();
    await send({ to: 'bob@example.org', subject: 'Grüße' });
    const [newest, oldest] = await readCaughtMails(directory, 10);
    assert.deepEqual([newest?.to, newest?.subject], ['bob@example.org', 'Grüße']);
    assert.deepEqual([oldest?.from, oldest?.text.slice(0, 9)], ['"Feed" <feed@localhost>', 'Hello Ada']);
    assert.ok(Math.abs(Date.parse(newest?.receivedAt ?? '') - Date.now()) < 60_000);
    assert.equal((await readCaughtMails(directory, 1)).length, 1);
  });

  it('cannot send control sequences to the terminal', async () => {
    await send();
    const { stdout } = await run(['mails', 'show', '1'], env);
    assert.match(
      stdout,
      /^From: .*\nTo: ada@example.org\nSubject: Welcome, Ada\nReceived: .*\n\nHello Ada\[2J,\n\nwelcome!\n$/,
    );
  });

  it('are files of a folder: anything else in it is not read, and another file is not a folder', async () => {
    await send();
    const other = join(directory, '20240101T000000000Z-000001.eml');
    mkdirSync(other);
    assert.equal((await mails())['total'], 1);
    rmSync(other, { recursive: true });
    writeFileSync(other, '');
    const { code, stderr } = await run(['mails'], { ...env, MAIL_DIR: other });
    assert.equal(code, 2);
    assert.match(stderr, /^feedctl: INVALID_INPUT: .*\.eml is not a directory$/m);
  });

  it('can be listed when there are none', async () => {
    assert.equal((await run(['mails'], env)).stdout, 'There are no mails.\n');
    assert.equal((await run(['mails'], { ...env, MAIL_DIR: join(directory, 'none') })).code, 0);
    const { code, stderr } = await run(['mails', 'show', '1'], env);
    assert.deepEqual([code, stderr], [1, 'feedctl: NOT_FOUND: there is no mail number 1\n']);
  });

  it('are replaced by newer ones, and other files are left alone', async () => {
    writeFileSync(join(directory, 'readme.txt'), '');
    for (let n = 1; n <= 5; n += 1) await send({ subject: `${n}` });
    const listed = (await mails())['mails'] as { subject: string }[];
    assert.deepEqual(
      listed.map(({ subject }) => subject),
      ['5', '4', '3'],
    );
    // Each mail has a second file for the api.
    assert.equal(readdirSync(directory).length, 7);
  });

  it('are rejected when they are too large', async () => {
    await assert.rejects(send({ text: 'x'.repeat(1_100_000) }), /refused the mail for good \(EMESSAGE 552\)/);
    assert.deepEqual(folder.list(), []);
  });

  it('need a port that is free', async () => {
    const again = { host: '127.0.0.1', port: catcher.port, folder, onError: assert.ifError };
    await assert.rejects(startMailCatcher(again), { code: 'EADDRINUSE' });
  });

  it('are caught by a separate process, which stops on SIGTERM', async () => {
    const child = spawn(process.execPath, [main], {
      env: { ...process.env, MAIL_PORT: '0', MAIL_DIR: directory },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const [, host, port] = /listening on ([\d.]+):(\d+), keeping mails in/.exec(line.toString()) ?? [];
      assert.equal(host, '127.0.0.1');
      await send({}, Number(port));
      assert.equal(folder.list().length, 1);
      const idle = connect(Number(port), '127.0.0.1').on('error', () => undefined);
      await once(idle, 'data');
    } finally {
      child.kill('SIGTERM');
    }
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });
});
