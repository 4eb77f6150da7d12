import assert from 'node:assert/strict';
import { patience } from '@feed/testkit/patience';
import { until } from '@feed/testkit/until';
import type { Page } from 'playwright-core';
import type { Member } from '../support/members.js';
import type { OnStage } from '../support/stage.js';

const entries = 1000;
const mostArticles = 300;

export const testFeed = (stage: OnStage): Mocha.Suite =>
  describe('the feed', function () {
    this.timeout(patience(180_000));
    let page: Page, demo: Member;

    before(async () => {
      demo = await stage().site.member('demo');
      await demo.post('The first post');
      page = await stage().visit();
    });
    after(() => page.context().close());

    it('logs in as demo and shows the feed', async () => {
      await page.getByRole('button', { name: 'Log in as demo' }).click();
      await page.getByText('The first post').waitFor();
      assert.match(await page.locator('article').innerText(), /You wrote this/);
    });

    it('needs at most six requests to show the feed to someone who is logged in', async () => {
      const sent: string[] = [];
      let received = false;
      const count = (url: string): void => void (received || url.startsWith('data:') || sent.push(url));
      page.on('request', (request) => count(request.url()));
      page.on('websocket', (socket) => count(socket.url()));
      page.on('response', (response) => (received ||= response.url().endsWith('/graphql')));
      await page.reload();
      await page.getByText('The first post').waitFor();
      assert.ok(sent.length <= 6, sent.join('\n'));
      assert.ok(received);
    });

    it('announces a post of another tab, and takes it in on a click', async () => {
      await page.locator('.live-live').waitFor();
      await demo.post('Written elsewhere');
      const pill = page.getByRole('button', { name: /new post/ });
      await pill.waitFor();
      assert.equal(await page.getByText('Written elsewhere').count(), 0);
      await pill.click();
      await page.getByText('Written elsewhere').waitFor();
    });

    it('keeps what is typed across a reload, and posts it', async () => {
      const text = page.getByLabel('Your post');
      await text.fill('Half a thought <script>alert(1)</script>');
      await page.reload();
      assert.equal(await text.inputValue(), 'Half a thought <script>alert(1)</script>');
      await page.getByRole('button', { name: 'Post', exact: true }).click();
      await page.locator('article').getByText('<script>alert(1)</script>').waitFor();
      assert.equal(await text.inputValue(), '');
    });

    it('likes at once, and remembers it', async () => {
      const like = page.locator('article').first().getByRole('button', { name: /^Like/ });
      await like.click();
      await until('the like is shown', async () => (await like.getAttribute('aria-pressed')) === 'true');
      await until('the like is stored', async () => {
        const { me } = await demo.request('{ me { postLikes { id } } }');
        return (me as { postLikes: object[] }).postLikes.length === 1;
      });
    });

    it('has few articles in the document, however long the feed is', async () => {
      for (let left = entries; left > 0; left -= 10)
        await Promise.all(Array.from({ length: 10 }, (_, at) => demo.post(`Post ${left - at}`)));
      await page.reload();
      await page.locator('article').first().waitFor();
      let most = 0;
      await until('the end of the feed', async () => {
        await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
        most = Math.max(most, await page.locator('article').count());
        return (await page.getByText('That is all').count()) === 1;
      });
      assert.ok(most <= mostArticles, `${most} articles`);
      await page.evaluate('scrollTo(0, 0)');
      await until('the newest posts', async () => (await page.locator('article:visible').count()) > 0);
    });
  });
