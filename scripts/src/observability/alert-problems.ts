import type { Alert, AlertCheck } from './rules.js';

const severities = ['critical', 'warning'];
const texts = ['summary', 'description', 'runbook_url'];

/** The second-level headings of a Markdown text, each with the text below it. */
function sections(markdown: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of markdown.split(/^(?=## )/m).filter((text) => text.startsWith('## '))) {
    const [heading = '', ...body] = part.split('\n');
    found.set(heading.slice(3).trim(), body.join('\n').trim());
  }
  return found;
}

/** The parts that every runbook has to have. */
export const questions = ['**What it means.**', '**Look at.**', '**Do.**', '**Over when.**'];

export interface AlertSurroundings {
  checks: readonly AlertCheck[];
  runbooks: string;
}

/** Reports alerts without a severity, a text, a test that fires, a test that is silent, or a runbook. */
export function alertProblems(alerts: readonly Alert[], { checks, runbooks }: AlertSurroundings): string[] {
  const chapters = sections(runbooks);
  const names = new Set(alerts.map(({ alert }) => alert));
  return [
    ...alerts.flatMap((alert) => [
      ...textProblems(alert),
      ...testProblems(alert, checks),
      ...runbookProblems(alert, chapters),
    ]),
    ...[...chapters.keys()]
      .filter((name) => !names.has(name))
      .map((name) => `${name} has a runbook but is no alert`),
  ];
}

function textProblems({ alert, labels, annotations }: Alert): string[] {
  const missing = texts.filter((name) => !annotations?.[name]).map((name) => `${alert} has no ${name}`);
  const severity = labels?.['severity'] ?? '';
  return severities.includes(severity) ? missing : [...missing, `${alert} has no severity that is known`];
}

function testProblems({ alert }: Alert, checks: readonly AlertCheck[]): string[] {
  const own = checks.filter(({ alertname }) => alertname === alert);
  const fires = own.some(({ exp_alerts: expected }) => (expected ?? []).length > 0);
  const silent = own.some(({ exp_alerts: expected }) => (expected ?? []).length === 0);
  return [
    ...(fires ? [] : [`${alert} has no test in which it fires`]),
    ...(silent ? [] : [`${alert} has no test in which it is silent`]),
  ];
}

/** The anchor of a heading that is one word, as forges make them. */
const anchor = (heading: string) => heading.toLowerCase();

function runbookProblems({ alert, annotations }: Alert, chapters: Map<string, string>): string[] {
  const problems: string[] = [];
  const url = annotations?.['runbook_url'] ?? '';
  if (!url.endsWith(`/docs/runbooks.md#${anchor(alert)}`))
    problems.push(`${alert} links to another runbook: ${url}`);
  const body = chapters.get(alert);
  if (body === undefined) return [...problems, `${alert} has no section in docs/runbooks.md`];
  const open = questions.filter((question) => !body.includes(question));
  return [...problems, ...open.map((question) => `the runbook of ${alert} does not say: ${question}`)];
}
