import assert from 'node:assert/strict';
import { until } from '@feed/testkit/until';
import type { Page } from 'playwright-core';
import type { Member } from '../support/members.js';
import type { OnStage } from '../support/stage.js';

export const testRefusals = (stage: OnStage): Mocha.Suite =>
  describe('an action that the api refuses', () => {
    let page: Page, author: Member, member: Member, postId: string;
    const remove = (): Promise<unknown> =>
      author.request('mutation ($id: ID!) { deletePost(id: $id) { success } }', { id: postId });

    before(async () => {
      [author, member] = [await stage().site.member('mary'), await stage().site.member('refused')];
      await member.follow(author);
    });
    beforeEach(async function () {
      postId = await author.post(`Before ${this.currentTest!.title}`);
      page = await stage().visit({ as: member, path: `/post/${postId}` });
      await page.locator('article').waitFor();
      // The first thing that a live page does is to read everything once more.
      await page.getByText('Live', { exact: true }).waitFor();
      await page.waitForLoadState('networkidle');
    });
    afterEach(() => page.context().close());

    it('is taken back, and the page says why: a like', async () => {
      await remove();
      const like = page.getByRole('button', { name: /^Like/ });
      await like.click();
      await page.locator('.notice-bad').waitFor();
      assert.match(await page.locator('.notice-bad').innerText(), /not (exist|found)|no post/i);
      assert.equal(await like.getAttribute('aria-pressed'), 'false');
      assert.match((await like.getAttribute('aria-label'))!, /, 0$/);
    });

    it('is kept to be sent elsewhere: a comment and a caption', async () => {
      await remove();
      await page.getByLabel('Your comment').fill('Not lost');
      await page.getByRole('button', { name: 'Comment', exact: true }).click();
      await page.locator('.notice-bad').waitFor();
      await page.getByRole('button', { name: /^Share/ }).click();
      await page.getByLabel('Caption').fill('Not lost either');
      await page.getByRole('button', { name: 'Share', exact: true }).click();
      await until('the notice', async () => (await page.locator('.notice-bad').count()) >= 1);
      assert.equal(await page.getByLabel('Your comment').inputValue(), 'Not lost');
      assert.equal(await page.getByLabel('Caption').inputValue(), 'Not lost either');
    });

    it('stays in the list: a comment that was deleted elsewhere, with a like', async () => {
      const commentId = await member.comment(postId, 'Soon gone');
      await page.getByText('Soon gone').waitFor();
      await member.request('mutation ($id: ID!) { deleteComment(id: $id) { success } }', { id: commentId });
      await page.getByRole('button', { name: /^Like the comment/ }).click();
      await page.locator('.notice-bad').waitFor();
      const like = page.getByRole('button', { name: /^Like the comment/ });
      if ((await like.count()) > 0) assert.equal(await like.getAttribute('aria-pressed'), 'false');
    });
  });
