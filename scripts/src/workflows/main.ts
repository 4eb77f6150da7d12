import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runTool } from '@feed/cli/lib/tool';
import { ensureProgram } from '@feed/local-servers/setup/system-program';
import { createSteps } from '@feed/cli/system/steps';

const version = 'v1.7.12';
const module = `github.com/rhysd/actionlint/cmd/actionlint@${version}`;
const folder = resolve('.cache/workflows');
const actionlint = join(folder, `actionlint-${version}`);

const usage = `make workflows-check

Checks .github/workflows with actionlint ${version}, and their shell lines with shellcheck. Both are installed when they are
missing: actionlint by "go install", which takes a minute the first time, shellcheck with the package manager.
`;

function assertGo(): void {
  if (spawnSync('go', ['version']).status === 0) return;
  throw new Error(
    'Go is missing, which compiles actionlint: install it (https://go.dev/dl) so that it is on the PATH',
  );
}

/** @throws Error with what go said */
async function installActionlint(): Promise<void> {
  if (existsSync(actionlint)) return;
  assertGo();
  mkdirSync(folder, { recursive: true });
  const { status, stderr } = spawnSync('go', ['install', module], {
    encoding: 'utf8',
    env: { ...process.env, GOBIN: folder },
  });
  if (status !== 0) throw new Error(`go install ${module} failed:\n${stderr.trim()}`);
  renameSync(join(folder, 'actionlint'), actionlint);
}

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { help: { type: 'boolean' } } });
  if (values.help) return process.stdout.write(usage) ? 0 : 1;
  ensureProgram({
    command: 'shellcheck',
    debian: 'shellcheck',
    homebrew: 'shellcheck',
    advice: 'install it so that it is on the PATH',
  });
  await createSteps(process.stdout).run(`actionlint ${version}`, installActionlint);
  const { status } = spawnSync(actionlint, [], { stdio: 'inherit' });
  if (status === 0) process.stdout.write('The workflows are in order.\n');
  return status ?? 1;
}

await runTool(main);
