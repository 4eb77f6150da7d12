import assert from 'node:assert/strict';
import { until } from '@feed/testkit/until';
import type { Page } from 'playwright-core';
import type { Member } from '../support/members.js';
import type { OnStage } from '../support/stage.js';

/** Makes the page believe that its access token is about to expire. */
const age = `localStorage.setItem('feed.session',
  JSON.stringify({ ...JSON.parse(localStorage.getItem('feed.session')), renewAt: 0 }))`;

/** Makes the access token one that the api did not sign. */
const garble = `localStorage.setItem('feed.session', localStorage.getItem('feed.session')
  .replace('"accessToken":"', '"accessToken":"x'))`;

const tokens = `JSON.parse(localStorage.getItem('feed.session') ?? '{}')`;

export const testSessions = (stage: OnStage): Mocha.Suite =>
  describe('a session', () => {
    let page: Page, member: Member;

    beforeEach(async function () {
      member = await stage().site.member(`session.${this.currentTest!.title.length}`);
      await member.post('Something of mine');
      page = await stage().visit({ as: member });
      await page.getByText('Something of mine').waitFor();
    });
    afterEach(() => page.context().close());

    const token = (of = page) => of.evaluate(`${tokens}.accessToken`) as Promise<string>;

    it('renews its token unnoticed when that is about to expire', async () => {
      const before = await token();
      await page.evaluate(age);
      await page.getByRole('button', { name: /^Like/ }).click();
      await page.getByRole('button', { name: 'Like, 1' }).waitFor();
      await until('another token', async () => (await token()) !== before);
      assert.equal(await page.locator('.notice').count(), 0);
    });

    it('renews its token unnoticed when the api rejects it', async () => {
      const before = await token();
      await page.evaluate(garble);
      await page.reload();
      await page.getByText('Something of mine').waitFor();
      assert.notEqual(await token(), before);
    });

    it('is renewed by two tabs at once, and neither is logged out', async () => {
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.getByText('Something of mine').waitFor();
      const renewals: string[] = [];
      for (const tab of [page, other])
        tab.on('request', (request) => {
          if (request.postData()?.includes('refreshToken(')) renewals.push(request.url());
        });
      await page.evaluate(age);
      await Promise.all([page.reload(), other.reload()]);
      for (const tab of [page, other]) await tab.getByText('Something of mine').waitFor();
      assert.equal(renewals.length, 1);
      assert.equal(await token(), await token(other));
    });

    it('that was ended elsewhere says so, and keeps what was typed', async () => {
      await page.getByLabel('Your post').fill('Typed before the end');
      const { sessions } = (await member.request('{ sessions { id } }')) as {
        sessions: { id: string }[];
      };
      for (const { id } of sessions)
        await member.request('mutation ($id: ID!) { revokeSession(id: $id) { success } }', { id });
      await page.getByRole('button', { name: 'Post', exact: true }).click();
      await page.getByText('This session was ended: from another device').waitFor();
      await page.getByLabel('Username').fill(member.username);
      await page.getByLabel('Password').fill(member.password);
      await page.getByRole('button', { name: 'Log in', exact: true }).click();
      assert.equal(await page.getByLabel('Your post').inputValue(), 'Typed before the end');
    });

    it('that was ended in another tab ends in this one, too', async () => {
      const other = await page.context().newPage();
      await other.goto(page.url());
      await other.getByRole('button', { name: /^Log out/ }).click();
      await page.getByText('You logged out in another tab.').waitFor();
    });
  });
