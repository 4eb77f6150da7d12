import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { firstDifference } from '../check/first-difference.js';
import { dashboards } from './dashboards/all.js';
import { toGrafana } from './grafana.js';
import { dashboardConfigMap, prometheusRule } from './kubernetes.js';
import { places } from './places.js';
import { readRuleGroups } from './rules.js';

export interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

const heading = (from: string) => `Written by "npm run observability" from ${from}. Do not edit.`;

/** The dashboards for Grafana, and for Kubernetes what Prometheus and Grafana beside Compose read from files. */
export async function generatedFiles(): Promise<GeneratedFile[]> {
  const boards = dashboards.map((board) => ({ name: `${board.uid}.json`, model: toGrafana(board) }));
  const from = heading('scripts/src/observability/dashboards');
  const oneLine = Object.fromEntries(boards.map(({ name, model }) => [name, JSON.stringify(model)]));
  const files = [
    ...boards.map(({ name, model }) => ({
      path: join(places.dashboards, name),
      content: `${JSON.stringify(model)}\n`,
    })),
    {
      path: join(places.kubernetes, 'dashboards.yaml'),
      content: dashboardConfigMap(from, oneLine),
    },
    {
      path: join(places.kubernetes, 'prometheus-rule.yaml'),
      content: prometheusRule(heading('deploy/compose/observability/alerts'), readRuleGroups(places.alerts)),
    },
  ];
  return Promise.all(files.map(laidOut));
}

async function laidOut({ path, content }: GeneratedFile): Promise<GeneratedFile> {
  return { path, content: await format(content, { ...(await resolveConfig(path)), filepath: path }) };
}

export function writeAll(files: readonly GeneratedFile[]): void {
  for (const { path, content } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

/** One line for each file that is not what its sources say. */
export function outdated(files: readonly GeneratedFile[]): string[] {
  return files.flatMap(({ path, content }) => {
    const difference = firstDifference(existsSync(path) ? readFileSync(path, 'utf8') : '', content);
    return difference === undefined
      ? []
      : [`${relative(places.root, path)} is outdated, ${brief(difference)}`];
  });
}

/** A dashboard for Kubernetes is one line of thousands of characters. */
const brief = (difference: string): string =>
  difference.length > 400 ? difference.slice(0, difference.indexOf(':')) : difference;
