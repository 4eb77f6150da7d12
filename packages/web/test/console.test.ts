import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelsOf } from '@feed/store/postgres/models/models';
import { statement } from '@feed/store/postgres/statement';
import type { Database } from '@feed/store/postgres/database';
import { patience } from '@feed/testkit/patience';
import { until } from '@feed/testkit/until';
import type { Browser, Page } from 'playwright-core';
import { chromiumPath, launch, watch } from './support/browser.js';
import { startSite, type Site } from './support/site.js';

const password = 'a password of the test';
const createPost = 'mutation ($content: String!) { createPost(content: $content) { post { id } } }';
const registration = 'mutation ($input: RegisterUserInput!) { registerUser(input: $input) { success } }';
const login =
  'mutation ($username: String!, $password: String!) { tokenAuth(username: $username, password: $password) { token } }';
const idOf = 'query { me { id } }';
const refreshMs = 10_000;

const addTask = statement<{ id: string }>(
  'test.add_task',
  `INSERT INTO tasks (kind, payload, state, attempts, last_error, run_after, finished_at)
   VALUES ($1, '{"userId":"7"}', $2::task_state, 10, $3, now() + interval '1 hour', CASE WHEN $2 = 'dead' THEN now() END)
   RETURNING id`,
);

/** A browser without a window never hides its pages. */
const setVisibility = (page: Page, state: 'hidden' | 'visible'): Promise<unknown> =>
  page.evaluate(
    `Object.defineProperty(document, 'visibilityState', { value: '${state}', configurable: true });
     document.dispatchEvent(new Event('visibilitychange'))`,
  );

describe('the console in a browser', function () {
  this.timeout(patience(180_000));
  let site: Site;
  let database: Database;
  let browser: Browser;
  let mails: string;
  let page: Page;
  let faults: string[];
  const ids: Record<string, string> = {};
  let post: string;

  before(async function () {
    if (chromiumPath() === undefined) {
      process.stdout.write(
        '    there is no chromium here, so the tests of the console in a browser are skipped\n',
      );
      this.skip();
    }
    mails = mkdtempSync(join(tmpdir(), 'feed-mails-'));
    const mail = { from: 'feed@example.com', to: 'ada@example.com', subject: 'Welcome', text: 'Hello Ada' };
    writeFileSync(join(mails, '1.json'), JSON.stringify({ ...mail, receivedAt: new Date() }));
    site = await startSite({ MAIL_DIR: mails });
    database = site.database.open();
    for (const name of ['ada', 'bob']) {
      const token = await register(name);
      ids[name] = ((await site.request(idOf, {}, token))['me'] as { id: string }).id;
      const made = (await site.request(createPost, { content: `By ${name}` }, token))['createPost'];
      post = (made as { post: { id: string } }).post.id;
    }
    await modelsOf(database).User.update({ role: 'ADMIN' }, { id: ids['ada']! });
    await database.query(addTask, ['send-mail', 'dead', 'Error: no route to the mail server']);
    await database.query(addTask, ['fan-out-post', 'pending', null]);
    browser = await launch();
  });

  after(async () => {
    await browser?.close();
    await site?.stop();
    if (mails) rmSync(mails, { recursive: true });
  });

  async function register(username: string): Promise<string> {
    const person = { firstName: username, lastName: 'Test', email: `${username}@example.com` };
    await site.request(registration, { input: { ...person, username, password } });
    const { tokenAuth } = await site.request(login, { username, password });
    return (tokenAuth as { token: string }).token;
  }

  /** A browser of its own, in which the account is logged in. */
  async function visit(username: string): Promise<Page> {
    const opened = await (await browser.newContext()).newPage();
    opened.setDefaultTimeout(patience(20_000));
    faults = watch(opened, site.url);
    await opened.goto(`${site.url}/console`);
    await opened.getByLabel('Username').fill(username);
    await opened.getByLabel('Password').fill(password);
    await opened.getByRole('button', { name: 'Log in', exact: true }).click();
    return opened;
  }

  const section = (name: string) =>
    page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name }).click();
  const notice = (text: string) => page.locator('.notice').getByText(text).waitFor();

  it('explains to an ordinary user why the api refuses it', async () => {
    page = await visit('bob');
    await page.getByText('For administrators').waitFor();
    await page.getByText('feedctl user role bob admin').waitFor();
    assert.equal(await page.getByRole('navigation', { name: 'Main' }).getByText('Console').count(), 0);
    assert.equal(await page.getByRole('meter').count(), 0);
    await page.context().close();
  });

  it('shows an administrator the budgets of the hosts, the system and its processes', async () => {
    page = await visit('ada');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Console' }).waitFor();
    const meter = page.getByRole('meter').first();
    await meter.waitFor();
    assert.match((await meter.getAttribute('aria-valuetext')) ?? '', /of .+ \(.+%\)/);
    await page.getByText('docs/runbooks.md').first().waitFor();
    await page.getByRole('table', { name: 'Processes of the api' }).getByText('Running').waitFor();
  });

  it('gives a dead task new attempts', async () => {
    await section('Tasks');
    await page.getByText('no route to the mail server').waitFor();
    await page.getByRole('button', { name: /Retry send-mail/ }).click();
    await notice('The task has new attempts');
    await page.getByText('No task is dead').waitFor();
  });

  it('buries a task only after a confirmation, by keyboard', async () => {
    await page.getByRole('button', { name: /^Pending/ }).click();
    const bury = page.getByRole('button', { name: /Bury fan-out-post/ });
    await bury.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Bury this task?' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.match((await page.locator(':focus').getAttribute('aria-label')) ?? '', /^Bury/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Bury it' }).click();
    await notice('The task is buried');
    await bury.waitFor({ state: 'detached' });
  });

  it('explains, verifies and rebuilds the feed of an account', async () => {
    await section('Feeds');
    await page.getByRole('textbox', { name: 'Account' }).fill('ADA');
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByText(`id ${ids['ada']}`).waitFor();
    await page.getByLabel('Post').fill(post);
    await page.getByRole('button', { name: 'Explain' }).click();
    await page.getByText('Not in the feed').waitFor();
    await page.getByText('NOT_FOLLOWED').waitFor();
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('The feed is right').waitFor();
    await page.getByRole('button', { name: 'Rebuild' }).click();
    await page.getByRole('button', { name: 'Rebuild it' }).click();
    await notice('The feed is built again by its next read');
  });

  it('gives an account a role', async () => {
    await section('Accounts');
    await page.getByRole('textbox', { name: 'Account' }).fill(ids['bob']!);
    await page.getByRole('button', { name: 'Find' }).click();
    await page.getByRole('radio', { name: /Moderator/ }).check();
    await page.getByRole('button', { name: 'Change the role' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Change the role' }).click();
    await notice('The account now has the role MODERATOR');
  });

  it('shows the mails that were caught', async () => {
    await section('Mails');
    await page.getByText('Welcome').click();
    await page.getByText('Hello Ada').waitFor();
  });

  it('records everything that was done in the audit log', async () => {
    await section('Audit log');
    const log = page.getByRole('table', { name: 'Actions of administrators' });
    await log.waitFor();
    const actions = await log.getByRole('rowheader').allInnerTexts();
    assert.deepEqual(actions, ['role.set', 'feed.rebuild', 'feed.verify', 'task.bury', 'task.retry']);
    await page.getByLabel('Action').fill('task.bury');
    await until('the log is filtered', async () => (await log.getByRole('rowheader').count()) === 1);
  });

  it('reads again by itself while it is visible, and not while it is hidden', async () => {
    await page.clock.install();
    const reads: string[] = [];
    page.on('request', (request) => {
      if (request.postData()?.includes('query SystemStatus')) reads.push(request.url());
    });
    await page.reload();
    await page.getByRole('table').waitFor();
    assert.equal(reads.length, 1);
    await page.clock.runFor(refreshMs);
    await until('it has read again', () => reads.length === 2);
    await setVisibility(page, 'hidden');
    await page.clock.runFor(6 * refreshMs);
    await setVisibility(page, 'visible');
    await until('it has read as soon as it was visible', () => reads.length > 2);
    assert.equal(reads.length, 3);
  });

  it('is not there when it is turned off', async () => {
    const settings = { demo: null, console: false, graphiql: false };
    await page.route('**/config.json', (route) => route.fulfill({ json: settings }));
    await page.reload();
    await page.getByText('There is nothing here').waitFor();
    assert.equal(await page.getByRole('navigation', { name: 'Main' }).getByText('Console').count(), 0);
  });

  it('does nothing that a page should not do', () => {
    assert.deepEqual(faults, []);
  });
});
