import { parseArgs } from 'node:util';
import { runTool } from '@feed/platform/run-tool';
import { writeOrCompare } from '../lib/generated.js';
import { generatedFiles } from './generated.js';
import { moveRunbooks } from './runbooks.js';

const usage = `npm run observability [-- --runbooks URL]

Writes the dashboards for Grafana, and the rules and dashboards for Kubernetes, from their sources.

  --runbooks URL  first link the alerts to the docs/runbooks.md at this URL, such as that of a fork
  --help          this text
`;

async function main(args: readonly string[]): Promise<number> {
  const boolean = { type: 'boolean' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { help: boolean, write: boolean, runbooks: { type: 'string' } },
  });
  if (values.help) return process.stdout.write(usage) ? 0 : 1;
  if (values.runbooks !== undefined) moveRunbooks(values.runbooks);
  return writeOrCompare(await generatedFiles());
}

await runTool(main);
