import { patience } from '@feed/testkit/patience';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launch, watch } from './browser.js';
import type { Member } from './members.js';
import { type Site, startSite } from './site.js';

export interface Visit extends BrowserContextOptions {
  /** The account that is logged in. */
  readonly as?: Member;
  readonly path?: string;
  /** The address of the site. Default: that of the api. */
  readonly url?: string;
  /** The faults that the test provokes. */
  readonly provoked?: readonly RegExp[];
}

/** An api, a worker, and the browsers that visit them. */
export interface Stage {
  readonly site: Site;
  readonly browser: Browser;
  /** Opens the page in a browser profile of its own. */
  visit(visit?: Visit): Promise<Page>;
  /** The faults of all pages that no test provoked. */
  faults(): string[];
  stop(): Promise<void>;
}

/** Tests get it while they run; it does not exist yet when they are declared. */
export type OnStage = () => Stage;

export async function startStage(): Promise<Stage> {
  const [site, browser] = await Promise.all([startSite(), launch()]);
  await site.startWorker();
  const watched: (() => string[])[] = [];
  return {
    ...{ site, browser },
    async visit({ as, path = '/', url = site.url, provoked = [], ...options } = {}) {
      const localStorage = as ? [{ name: 'feed.session', value: as.stored }] : [];
      const context = await browser.newContext({
        ...{ reducedMotion: 'reduce', viewport: { width: 1400, height: 900 } },
        storageState: { cookies: [], origins: [{ origin: url, localStorage }] },
        ...options,
      });
      context.setDefaultTimeout(patience(20_000));
      context.on('page', (page) => {
        const faults = watch(page, url);
        watched.push(() => faults.filter((fault) => !provoked.some((pattern) => pattern.test(fault))));
      });
      const page = await context.newPage();
      await page.goto(url + path);
      return page;
    },
    faults: () => watched.flatMap((each) => each()),
    async stop() {
      await browser.close();
      await site.stop();
    },
  };
}
