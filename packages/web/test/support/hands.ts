import { until } from '@feed/testkit/until';
import type { Locator, Page } from 'playwright-core';

/** A way to operate the page. */
export interface Hands {
  /** Presses a button, or follows a link. */
  press(target: Locator): Promise<void>;
  /** Replaces the text of a field. */
  type(target: Locator, text: string): Promise<void>;
}

export const mouse = (): Hands => ({
  press: (target) => target.click(),
  async type(target, text) {
    await target.click();
    await target.fill(text);
  },
});

const mostStops = 200;

/** The keyboard alone: whatever it cannot reach with the tabulator is out of reach. */
export function keyboard(page: Page): Hands {
  const reach = async (target: Locator): Promise<void> => {
    await target.waitFor();
    for (let stops = 0; (await target.and(page.locator(':focus')).count()) === 0; stops += 1) {
      if (stops === mostStops) throw new Error(`the tabulator does not reach ${target}`);
      await page.keyboard.press('Tab');
    }
  };
  return {
    async press(target) {
      await reach(target);
      await page.keyboard.press('Enter');
    },
    async type(target, text) {
      await reach(target);
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    },
  };
}

/** Waits until the attribute of the element has the value. */
export const untilAttribute = (target: Locator, name: string, value: string): Promise<true> =>
  until(`${name} to be ${value} for ${target}`, async () => (await target.getAttribute(name)) === value);
