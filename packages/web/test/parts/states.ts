import assert from 'node:assert/strict';
import { until } from '@feed/testkit/until';
import type { Page } from 'playwright-core';
import type { Member } from '../support/members.js';
import type { OnStage } from '../support/stage.js';

const badLogin = 'mutation { tokenAuth(username: "limited", password: "wrong") { token } }';

export const testStates = (stage: OnStage): Mocha.Suite =>
  describe('the state of', () => {
    let member: Member, postId: string, page: Page;

    before(async () => {
      member = await stage().site.member('states');
    });
    afterEach(() => page.context().close());

    const failure = () => page.locator('main [role=alert].state');
    const opened = async (...provoked: RegExp[]): Promise<void> => {
      page = await stage().visit({ as: member, provoked });
      await page.locator('article', { hasText: 'Something to read' }).waitFor();
    };

    it('an empty feed says what to do', async () => {
      page = await stage().visit({ as: member });
      await page.getByRole('heading', { name: 'Nothing here yet' }).waitFor();
      postId = await member.post('Something to read');
    });

    it('a browser without a network', async () => {
      await opened(/ERR_INTERNET_DISCONNECTED/);
      await page.getByRole('link', { name: /^Comments/ }).click();
      await page.getByLabel('Your comment').waitFor();
      await page.goBack();
      const other = await member.post('Not in the cache');
      await page.locator('article').first().waitFor();
      await page.context().setOffline(true);
      await page.getByText('You are offline. What you see may be old; what you write is kept.').waitFor();
      await page.evaluate(`history.pushState({}, '', '/post/${other}')`);
      await page.evaluate(`dispatchEvent(new PopStateEvent('popstate'))`);
      await failure().getByText('You are offline').first().waitFor();
      await page.context().setOffline(false);
      await page.locator('article', { hasText: 'Not in the cache' }).waitFor();
    });

    it('a caller with too many requests, with the time to wait', async () => {
      const limited = await bodyOf429(stage().site.url);
      await opened(/status of 429|status: 429/);
      let refused = true;
      await page.route('**/graphql', (route) =>
        refused && route.request().postData()?.includes('query Post')
          ? route.fulfill({ status: 429, headers: { 'retry-after': '2' }, body: limited })
          : route.continue(),
      );
      await page
        .getByRole('link', { name: /^Comments/ })
        .last()
        .click();
      await failure()
        .getByText(/Trying again in \d+ s/)
        .waitFor();
      refused = false;
      await page.locator('article', { hasText: 'Something to read' }).waitFor();
    });

    it('a login after too many attempts', async () => {
      page = await stage().visit({ provoked: [/status of 429|status: 429/] });
      await page.getByLabel('Username').fill('limited');
      await page.getByLabel('Password').fill('wrong as well');
      await page.getByRole('button', { name: 'Log in', exact: true }).click();
      await page.getByText(/Try again in \d+ s/).waitFor();
      assert.equal(await page.getByLabel('Username').inputValue(), 'limited');
    });

    it('a database that only reads', async () => {
      await opened(/status of 503|status: 503/);
      const { database } = stage().site;
      await page.getByLabel('Your post').fill('Kept for later');
      await database.alter('SET default_transaction_read_only = on');
      await database.endSessions();
      try {
        // The old sessions end a little later.
        await until('the api to only read', () =>
          member.post('A probe').then(
            () => false,
            (error: unknown) => String(error).includes('READ_ONLY'),
          ),
        );
        await page.getByRole('button', { name: 'Post', exact: true }).click();
        await page.getByText('Only reading is possible at the moment.').waitFor();
        const like = page.getByRole('button', { name: /^Like/ }).last();
        await like.click();
        await until(
          'the like to be taken back',
          async () => (await like.getAttribute('aria-pressed')) === 'false',
        );
        assert.equal(await page.getByLabel('Your post').inputValue(), 'Kept for later');
      } finally {
        await database.alter('RESET default_transaction_read_only');
        await database.endSessions();
      }
      await until('the post', async () => {
        const post = page.getByRole('button', { name: 'Post', exact: true });
        if (await post.isEnabled()) await post.click();
        return (await page.locator('article', { hasText: 'Kept for later' }).count()) === 1;
      });
    });

    it('a database that is away', async () => {
      await opened(/status of 503|status: 503/);
      const { database } = stage().site;
      await database.alter('ALLOW_CONNECTIONS false');
      await database.endSessions();
      try {
        await page
          .locator(`article[data-post="${postId}"]`)
          .getByRole('link', { name: /^Comments/ })
          .click();
        await failure().getByText('The server is busy or a part of it is down.').waitFor();
      } finally {
        await database.alter('ALLOW_CONNECTIONS true');
      }
      await page.locator('article', { hasText: 'Something to read' }).waitFor();
    });
  });

/** Makes the api refuse a caller, and returns what it responds. */
async function bodyOf429(url: string): Promise<string> {
  const body = JSON.stringify({ query: badLogin });
  const headers = { 'content-type': 'application/json' };
  return until('the limit of failed logins', async () => {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    const text = await response.text();
    return response.status === 429 ? text : undefined;
  });
}
