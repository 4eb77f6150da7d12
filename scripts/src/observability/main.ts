import { Command } from 'commander';
import { generatedFiles, outdated, writeAll } from './generated.js';
import { moveRunbooks, runbookBase } from './runbook-base.js';

interface Options {
  check?: boolean;
  runbooks?: string;
}

/** Renews what is generated for Grafana and Kubernetes, or says what is outdated. */
async function run({ check, runbooks }: Options): Promise<void> {
  if (runbooks !== undefined)
    process.stdout.write(`${moveRunbooks(runbooks).length} files of rules now link to ${runbooks}\n`);
  const files = await generatedFiles();
  if (!check) {
    writeAll(files);
    process.stdout.write(`${files.length} files written\n`);
    return;
  }
  const problems = outdated(files);
  process.stdout.write(problems.map((problem) => `${problem}\n`).join(''));
  if (problems.length > 0) process.exitCode = 1;
}

await new Command('npm run observability --')
  .description(
    'Write the dashboards for Grafana, and the rules and dashboards for Kubernetes, from their sources.',
  )
  .option('--check', 'write nothing: say what is outdated, and fail')
  .option('--runbooks <url>', 'let the alerts link to the docs/runbooks.md at this address', runbookBase)
  .action(run)
  .parseAsync();
