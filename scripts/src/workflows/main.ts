import { spawnSync } from 'node:child_process';
import { runTool } from '@feed/platform/run-tool';
import { createSteps } from '@feed/cli/system/steps';
import { ensureProgram } from '@feed/local-servers/setup/system-program';
import { install, programFile, requireGo } from '../lib/go.js';

const actionlint = {
  name: 'actionlint',
  version: 'v1.7.12',
  module: 'github.com/rhysd/actionlint',
  path: '/cmd/actionlint',
};

const usage = `make workflows-check

Checks .github/workflows with actionlint ${actionlint.version}, and their shell lines with shellcheck. Both are installed when
missing: actionlint with "go install", which takes a minute the first time, shellcheck with the package manager.
`;

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) return process.stdout.write(usage) ? 0 : 1;
  const shellcheck = { command: 'shellcheck', debian: 'shellcheck', homebrew: 'shellcheck' };
  ensureProgram({ ...shellcheck, advice: 'install it so that it is on the PATH' });
  requireGo();
  await createSteps(process.stdout).run(`actionlint ${actionlint.version}`, async () => install(actionlint));
  const { status } = spawnSync(programFile(actionlint), { stdio: 'inherit' });
  if (status === 0) process.stdout.write('The workflows passed.\n');
  return status ?? 1;
}

await runTool(main);
