import { createSteps } from '@feed/cli/system/steps';
import { git } from '@feed/cli/lib/git';
import { runTool } from '@feed/platform/run-tool';
import { lernaVersion } from './lerna.js';
import { obstacles } from './obstacles.js';
import { describeOutcome, pushCommands, readOutcome } from './outcome.js';
import { inClone } from './rehearsal.js';

const usage = `make release [ARGS="--yes …"]

Raises the versions of what changed since the last release, writes the changelogs from the commits, records the
release for the tests of the next one, commits and tags. Nothing is pushed. Without --yes this is a rehearsal in a
temporary clone.

  --yes           do it in this checkout
  --help          this text

Everything else is passed on to lerna version, such as --force-publish, which releases everything: for an update that
only changed the lockfile.
`;

const steps = createSteps(process.stdout);

async function release(folder: string, options: readonly string[]): Promise<void> {
  const before = git(['rev-parse', 'HEAD'], folder);
  await steps.run('Versions, changelogs and lockfile', () => lernaVersion(folder, options));
  if (git(['rev-parse', 'HEAD'], folder) === before)
    return steps.say('\nNothing changed since the last release.');
  const outcome = readOutcome(folder);
  steps.say(describeOutcome(outcome));
  steps.say(
    `To publish it:\n${pushCommands(outcome)
      .map((command) => `  ${command}\n`)
      .join('')}`,
  );
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) return process.stdout.write(usage) ? 0 : 1;
  const problems = obstacles();
  if (problems.length > 0) {
    process.stderr.write(`This cannot be released:\n${problems.map((problem) => `- ${problem}\n`).join('')}`);
    return 1;
  }
  const options = args.filter((arg) => arg !== '--yes');
  if (args.includes('--yes')) await release('.', options);
  else {
    await inClone((folder) => release(folder, options));
    steps.say('This was a rehearsal: ARGS=--yes makes the release.');
  }
  return 0;
}

await runTool(main);
