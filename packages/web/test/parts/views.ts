import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { violations } from '../support/axe.js';
import { awkward, awkwardNames, type Gallery, hang } from '../support/gallery.js';
import type { OnStage } from '../support/stage.js';
import { declaredViews } from '../support/views.js';

const widths = [390, 1400] as const;
const themes = ['light', 'dark'] as const;
const largestPicture = 150_000;

export const testViews = (stage: OnStage): Mocha.Suite =>
  describe('the views', () => {
    let gallery: Gallery, page: Page;

    before(async () => {
      gallery = await hang(stage().site);
    });
    afterEach(() => page.context().close());

    const open = async (width: number, path: string, guest = false): Promise<void> => {
      const as = guest ? {} : { as: gallery.visitor };
      page = await stage().visit({ ...as, path, viewport: { width, height: 900 } });
      await page.locator('h1').first().waitFor();
      await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    };
    /** Examines what is shown in both themes. */
    const examine = async (width: number): Promise<void> => {
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme });
        await page.locator(`html[data-theme=${colorScheme}]`).waitFor();
        assert.deepEqual(await violations(page), [], `${page.url()}, ${width} px, ${colorScheme}`);
      }
      const needed = (await page.evaluate('document.documentElement.scrollWidth')) as number;
      assert.ok(needed <= width, `${page.url()} needs ${needed} px of ${width}`);
    };

    it('are accessible to all and fit into the window, every one', async function () {
      const views = await declaredViews();
      this.timeout(this.timeout() * views.length);
      assert.ok(views.length >= 3);
      for (const view of views)
        for (const width of widths) {
          await open(width, gallery.pathOf(view), view.open);
          await examine(width);
          await page.context().close();
        }
    });

    for (const width of widths) {
      it(`are so with everything open, at ${width} px`, async () => {
        await open(width, `/post/${gallery.ownPost}`);
        const drawer = page.getByRole('complementary', { name: 'Requests' });
        await page
          .getByRole('button', { name: /replies|1 reply/ })
          .first()
          .click();
        await page.getByRole('button', { name: 'Reply', exact: true }).first().click();
        await page.getByRole('button', { name: 'Edit', exact: true }).click();
        await page.getByRole('button', { name: /^Share/ }).click();
        await page.getByRole('button', { name: 'Share', exact: true }).click();
        await page.locator('.notice').waitFor();
        await examine(width);
        if (!(await drawer.isVisible())) await page.getByRole('button', { name: 'Requests' }).click();
        await drawer.waitFor();
        await examine(width);
      });

      it(`are so to someone who registers, at ${width} px`, async () => {
        await open(width, '/', true);
        await page.getByRole('button', { name: 'Create an account' }).click();
        await page.getByLabel('E-mail').waitFor();
        await examine(width);
      });

      it(`are so where there is nothing, at ${width} px`, async () => {
        await open(width, '/nothing-here');
        await examine(width);
      });
    }

    it('show markup, other scripts and endless words as text', async () => {
      await open(390, `/post/${gallery.ownPost}`);
      for (const text of awkward)
        await page.locator('.comment .text').getByText(text, { exact: true }).waitFor();
      await open(390, '/');
      for (const text of awkward)
        await page.locator('article .text').getByText(text, { exact: true }).first().waitFor();
      await page.getByText(`${awkwardNames.firstName} ${awkwardNames.lastName}`).first().waitFor();
      assert.equal(await page.evaluate('window.harmed'), undefined);
    });

    for (const [theme, name] of [
      ['light', 'page-light.png'],
      ['dark', 'page-dark.png'],
    ] as const) {
      it(`make the picture ${name} of the README`, async () => {
        page = await stage().visit({
          ...{ as: gallery.model, colorScheme: theme, path: theme === 'light' ? '/' : gallery.scene },
          viewport: { width: 1360, height: 850 },
        });
        await page.locator('article').first().waitFor();
        await page.locator('.live-live').waitFor();
        const drawer = page.getByRole('complementary', { name: 'Requests' });
        await drawer.getByRole('button', { name: theme === 'light' ? /HomeFeed / : /Comments / }).click();
        if (theme === 'dark') await page.getByRole('button', { name: '1 reply' }).click();
        await page.getByText(theme === 'light' ? 'Day nine' : 'North-east').waitFor();
        await drawer.getByText('…', { exact: true }).waitFor({ state: 'detached' });
        const picture = await page.screenshot({ animations: 'disabled' });
        assert.ok(picture.length <= largestPicture, `${name} has ${picture.length} bytes`);
        if (process.env['PICTURES'] !== 'write') return;
        const folder = fileURLToPath(new URL('../../../../docs/pictures/', import.meta.url));
        mkdirSync(folder, { recursive: true });
        writeFileSync(folder + name, picture);
      });
    }
  });
