import assert from 'node:assert/strict';
import { until } from '@feed/testkit/until';
import type { Page } from 'playwright-core';
import type { Member } from '../support/members.js';
import type { OnStage } from '../support/stage.js';

const half = 'Half a thought';

/** The page stays open meanwhile: it recovers without a reload, and nothing that was typed is lost. */
export const testOutages = (stage: OnStage): Mocha.Suite =>
  describe('an outage under the open page', () => {
    let author: Member, page: Page;

    before(async () => {
      const { site, visit, browser } = stage();
      // Pages that other tests left open would miss the api, too.
      await Promise.all(browser.contexts().map((context) => context.close()));
      author = await site.member('outage.author');
      const reader = await site.member('outage.reader');
      await reader.follow(author);
      await author.post('Before all outages');
      const provoked = [
        /ERR_CONNECTION_|ERR_EMPTY_RESPONSE|ERR_ABORTED|WebSocket connection|status: 503|status of 503/,
      ];
      page = await visit({ as: reader, provoked });
      await page.getByText('Before all outages').waitFor();
      await page.locator('.live-live').waitFor();
    });
    after(() => page.context().close());

    const text = () => page.getByLabel('Your post');
    const seesLive = async (content: string): Promise<void> => {
      await author.post(content);
      await page.getByRole('button', { name: /new post/i }).click();
      await page.locator('article', { hasText: content }).waitFor();
    };
    const posts = async (content: string): Promise<void> => {
      await page.getByRole('button', { name: 'Post', exact: true }).click();
      await page.locator('article', { hasText: content }).waitFor();
      assert.equal(await text().inputValue(), '');
    };

    it('of Redis', async () => {
      const { redis } = stage().site;
      await text().fill(half);
      await redis.kill();
      await seesLive('Without Redis');
      assert.equal(await text().inputValue(), half);
      await redis.start();
      await seesLive('Redis is back');
      await posts(half);
    });

    it('of the worker', async () => {
      const { site } = stage();
      await text().fill(`${half} of tasks`);
      await site.killWorker();
      await author.post('Without a worker');
      await page.getByRole('button', { name: 'Post', exact: true }).click();
      await until('the field to be empty', async () => (await text().inputValue()) === '');
      await site.startWorker();
      await seesLive('The worker is back');
      for (const content of ['Without a worker', `${half} of tasks`])
        assert.equal(await page.locator('article', { hasText: content }).count(), 1);
    });

    it('of the api', async () => {
      const { site } = stage();
      await text().fill(`${half} of the api`);
      await site.killApi();
      await page.locator('.live-waiting, .live-connecting').waitFor();
      await page.getByRole('button', { name: 'Post', exact: true }).click();
      await page.getByText('The server cannot be reached.').waitFor();
      assert.equal(await text().inputValue(), `${half} of the api`);
      await site.startApi();
      await page.locator('.live-live').waitFor();
      await posts(`${half} of the api`);
      await seesLive('The api is back');
      assert.equal(await page.locator('article', { hasText: `${half} of the api` }).count(), 1);
    });
  });
