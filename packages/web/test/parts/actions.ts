import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { until } from '@feed/testkit/until';
import type { Locator, Page } from 'playwright-core';
import { type Hands, keyboard, mouse, untilAttribute } from '../support/hands.js';
import type { Member } from '../support/members.js';
import type { OnStage } from '../support/stage.js';

const run = promisify(execFile);

/** Everything one can do, right again after a reload. */
export const testActions = (stage: OnStage): Mocha.Suite =>
  describe('the actions', () => {
    let author: Member;

    before(async () => {
      author = await stage().site.member('grace');
    });

    for (const [name, handsOf] of [
      ['the mouse', mouse],
      ['the keyboard alone', keyboard],
    ] as const) {
      describe(`with ${name}`, () => {
        let stuck = false;
        // Each test begins where the one before it ended.
        beforeEach(function () {
          if (stuck) this.skip();
        });
        afterEach(function () {
          stuck ||= this.currentTest?.state === 'failed';
        });
        let page: Page, hands: Hands, member: Member;
        let post: Locator;
        const button = (label: string | RegExp, within: Page | Locator = page): Locator =>
          within.getByRole('button', { name: label, exact: true });

        before(async () => {
          member = await stage().site.member(name.replace(/\W/g, '.'));
          await member.follow(author);
          await author.post(`For ${name}`);
          page = await stage().visit({ permissions: ['clipboard-read', 'clipboard-write'] });
          hands = handsOf(page);
          post = page.locator('article', { hasText: `For ${name}` });
        });
        after(() => page.context().close());

        it('logs in', async () => {
          await hands.type(page.getByLabel('Username'), member.username);
          await hands.type(page.getByLabel('Password'), member.password);
          await hands.press(button('Log in'));
          await post.waitFor();
        });

        it('likes a post, and takes it back', async () => {
          for (const liked of ['true', 'false', 'true']) {
            const count = liked === 'true' ? 1 : 0;
            await hands.press(button(/^Like/, post));
            await untilAttribute(button(/^Like/, post), 'aria-pressed', liked);
            await until('the like to be stored', async () => {
              const { me } = await member.request('{ me { postLikes { id } } }');
              return (me as { postLikes: object[] }).postLikes.length === count;
            });
            await page.reload();
            await untilAttribute(button(`Like, ${count}`, post), 'aria-pressed', liked);
          }
        });

        it('shares a post with a caption', async () => {
          await hands.press(button('Share, 0', post));
          await hands.type(post.getByLabel('Caption'), 'Worth a look');
          await hands.press(button('Share', post).last());
          await page.getByText('Shared with your followers.').waitFor();
          await button('Share, 1', post).waitFor();
          await page.reload();
          await button('Share, 1', post).waitFor();
        });

        it('comments, replies, edits and deletes a comment', async () => {
          await hands.press(post.getByRole('link', { name: /^Comments/ }));
          await hands.type(page.getByLabel('Your comment'), 'The comment');
          await hands.press(button('Comment', page.getByRole('main')).first());
          const comment = page.getByRole('listitem').filter({ hasText: 'The comment' }).first();
          await hands.press(button('Reply', comment).first());
          await hands.type(page.getByLabel('Your reply'), 'The answer');
          await hands.press(button('Reply', page.locator('form.comment-form')));
          await page.getByRole('main').getByText('The answer').waitFor();
          await page.reload();
          await hands.press(button('1 reply'));
          await page.getByRole('main').getByText('The answer').waitFor();
          await hands.press(button('Edit the comment', comment).first());
          await hands.type(page.getByLabel('The comment', { exact: true }), 'The comment, corrected');
          await hands.press(button('Save'));
          await page.getByRole('main').getByText('The comment, corrected').waitFor();
          await hands.press(button(/^Like the comment/, comment).first());
          await untilAttribute(button('Like the comment, 1').first(), 'aria-pressed', 'true');
          await page.reload();
          await page.getByRole('main').getByText('The comment, corrected').waitFor();
          await untilAttribute(button('Like the comment, 1').first(), 'aria-pressed', 'true');
          await hands.press(button('Delete the comment', comment).first());
          await hands.press(page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }));
          await page.getByText('The comment is deleted.').waitFor();
          await page.reload();
          await page.getByLabel('Your comment').waitFor();
          await page.locator('article').waitFor();
          await until('no comments', async () => (await page.locator('.comment').count()) === 0);
        });

        it('writes, edits and deletes a post', async () => {
          await hands.press(page.getByRole('link', { name: 'Back to the feed' }));
          await hands.type(page.getByLabel('Title, if you like'), 'A title');
          await hands.type(page.getByLabel('Your post'), `Written with ${name}`);
          await hands.press(button('Post'));
          const written = page.locator('article', { hasText: `Written with ${name}` });
          const own = page.locator(`article[data-post="${await written.getAttribute('data-post')}"]`);
          await hands.press(button('Edit', own));
          await hands.type(own.getByLabel('Your post'), `Corrected with ${name}`);
          await hands.press(button('Save', own));
          await own.getByText(`Corrected with ${name}`).waitFor();
          await page.reload();
          await own.getByText(`Corrected with ${name}`).waitFor();
          await own.getByText('edited').waitFor();
          await hands.press(button('Delete', own));
          await hands.press(page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }));
          await page.getByText('The post is deleted.').waitFor();
          await own.waitFor({ state: 'detached' });
          await page.reload();
          await post.first().waitFor();
          assert.equal(await own.count(), 0);
        });

        it('copies a request as a command that works', async () => {
          const drawer = page.getByRole('complementary', { name: 'Requests' });
          await hands.press(button('Close the requests'));
          await drawer.waitFor({ state: 'detached' });
          await hands.press(button('Requests'));
          await hands.press(button(/HomeFeed /, drawer).first());
          await hands.press(button('Copy as curl', drawer));
          await page.getByText('Copied. The command contains your access token.').waitFor();
          const command = (await page.evaluate('navigator.clipboard.readText()')) as string;
          const { stdout } = await run('sh', ['-c', command]);
          assert.match(stdout, new RegExp(`For ${name}`));
        });

        it('logs out', async () => {
          await hands.press(button(/^Log out/));
          await page.getByLabel('Password').waitFor();
          await page.reload();
          await page.getByLabel('Password').waitFor();
          assert.equal(await page.locator('article').count(), 0);
        });
      });
    }
  });
