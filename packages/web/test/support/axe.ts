import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** The rules of WCAG 2.2 AA. */
const options = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  resultTypes: ['violations'],
};

interface Violation {
  id: string;
  nodes: { target: string[]; failureSummary: string }[];
}

/** Examines the page as it is. @returns a line for each violation */
export async function violations(page: Page): Promise<string[]> {
  // The debugger may evaluate what the policy of the page forbids to the page itself.
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(axe.source);
  const found = (await page.evaluate(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
  )) as Violation[];
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}
