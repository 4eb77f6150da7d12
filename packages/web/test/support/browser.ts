import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

/** The system's browser; undefined where there is none. `make test` installs one where it can. */
export const chromiumPath = (): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'chromium'))
    .find((file) => existsSync(file));

/** In a container Chromium can neither make its sandbox nor rely on much shared memory. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath() ?? '',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });

/** What a page should never do. */
export interface Faults {
  readonly console: string[];
  /** Responses with a status of 400 or more. */
  readonly refused: string[];
  /** Requests that left the origin. */
  readonly foreign: string[];
}

/** Collects what goes wrong in a page from now on; a violation of the content security policy is a console error. */
export function watch(page: Page, origin: string): Faults {
  const faults: Faults = { console: [], refused: [], foreign: [] };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.console.push(message.text());
  });
  page.on('pageerror', (error) => faults.console.push(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.refused.push(`${response.status()} ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
      faults.foreign.push(request.url());
  });
  return faults;
}
