import assert from 'node:assert/strict';
import { type Proxy, proxyTo } from '@feed/testkit/proxy';
import { until } from '@feed/testkit/until';
import type { Page } from 'playwright-core';
import type { Member } from '../support/members.js';
import type { OnStage } from '../support/stage.js';

export const testLive = (stage: OnStage): Mocha.Suite =>
  describe('a second browser', () => {
    let ada: Member, reader: Member;
    let proxy: Proxy, writing: Page, reading: Page;

    before(async () => {
      const { site, visit } = stage();
      [ada, reader] = [await site.member('ada'), await site.member('reader')];
      await reader.follow(ada);
      await ada.post('The first of Ada');
      proxy = await proxyTo(site.port);
      const lost = [/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|ERR_EMPTY_RESPONSE|WebSocket connection/];
      [writing, reading] = [
        await visit({ as: ada }),
        await visit({ as: reader, url: proxy.url, provoked: lost }),
      ];
      await reading.locator('.live-live').waitFor();
      await reading.getByText('The first of Ada').waitFor();
    });
    after(async () => {
      await writing.context().close();
      await reading.context().close();
      await proxy.stop();
    });

    const pill = () => reading.getByRole('button', { name: /new post/i });
    const articles = (text: string) => reading.locator('article', { hasText: text });

    it('sees a post live', async () => {
      await writing.getByLabel('Your post').fill('Just written');
      await writing.getByRole('button', { name: 'Post', exact: true }).click();
      await pill().click();
      await articles('Just written').waitFor();
    });

    it('misses nothing and doubles nothing after it was offline', async () => {
      await reading.context().setOffline(true);
      proxy.cut();
      await reading.getByText('You are offline.').waitFor();
      await reading.locator('.live-waiting').waitFor();
      for (const number of [1, 2, 3]) await ada.post(`Missed ${number}`);
      proxy.restore();
      await reading.context().setOffline(false);
      await ada.post('Missed 4');
      await reading.getByRole('button', { name: '4 new posts' }).waitFor();
      await pill().click();
      await articles('Missed 4').waitFor();
      for (const number of [1, 2, 3, 4]) assert.equal(await articles(`Missed ${number}`).count(), 1);
      assert.equal(await articles('Just written').count(), 1);
      assert.equal(await pill().count(), 0);
    });

    it('says so when the api has forgotten what it missed', async () => {
      await reading.context().setOffline(true);
      proxy.cut();
      await reading.locator('.live-waiting').waitFor();
      await ada.post('Forgotten by the journal');
      await stage()
        .site.database.openOwner()
        .withClient((owner) => owner.query('TRUNCATE feed_changes'));
      proxy.restore();
      await reading.context().setOffline(false);
      await pill().click();
      await until('the post', async () => (await articles('Forgotten by the journal').count()) === 1);
    });

    it('sees a comment live', async () => {
      await reading.goto(`${proxy.url}/`);
      const post = articles('Just written');
      await post.getByRole('link', { name: /^Comments/ }).click();
      await reading.getByLabel('Your comment').waitFor();
      const id = (await reading.locator('article').getAttribute('data-post'))!;
      await reading.locator('.live-live').waitFor();
      await until('the comment', async () => {
        if ((await reading.getByText('Seen at once').count()) > 0) return true;
        await ada.comment(id, 'Seen at once');
        return false;
      });
    });
  });
