import { spawnSync } from 'node:child_process';
import { readSync } from 'node:fs';
import { isatty } from 'node:tty';

export interface SystemProgram {
  /** The name of its executable. */
  readonly command: string;
  /** Makes it print its version, and nothing else. Default: `--version`. */
  readonly versionFlag?: string;
  /** The packages that contain it. */
  readonly debian: string;
  readonly homebrew: string;
  /** Advice for a machine that has neither package manager. */
  readonly advice: string;
}

/** Who runs the installation, and whether they can answer a question. */
export interface Caller {
  readonly root: boolean;
  readonly terminal: boolean;
  /** Asks a question on the terminal; true when the answer is yes. */
  agrees(question: string): boolean;
}

type Command = readonly [string, ...string[]];

/** Debian installs servers in folders that only root has on its PATH. */
const environment = () => ({
  ...process.env,
  PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin`,
});

type Versioned = Pick<SystemProgram, 'command' | 'versionFlag'>;

export const isPresent = ({ command, versionFlag = '--version' }: Versioned): boolean =>
  spawnSync(command, [versionFlag], { stdio: 'ignore', env: environment() }).status === 0;

/** Debian starts a service that it installs, which RUNLEVEL prevents: ours are started on demand, on ports of their own. */
const aptEnvironment = ['env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1'] as const;

const aptCommands = (debian: string): Command[] => [
  [...aptEnvironment, 'apt-get', 'update', '-qq'],
  [...aptEnvironment, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', debian],
];

/**
 * Installs the program with the package manager when it is missing: without asking with Homebrew or as root, and after a
 * question on a terminal where that takes sudo.
 * @throws Error that says what to type or do when it could not be installed
 */
export function ensureProgram(program: SystemProgram, caller: Caller = thisCaller()): void {
  const { command, debian, homebrew, advice } = program;
  if (isPresent(program)) return;
  if (isPresent({ command: 'brew' })) install(command, [['brew', 'install', homebrew]]);
  else if (!isPresent({ command: 'apt-get' })) throw new Error(`${command} is missing: ${advice}`);
  else if (caller.root) install(command, aptCommands(debian));
  else installWithSudo(command, debian, caller);
  if (!isPresent(program)) throw new Error(`${command} could not be installed: ${advice}`);
}

function install(command: string, commands: readonly Command[]): void {
  process.stdout.write(`${command} is missing: installing it with the package manager …\n`);
  for (const [program, ...args] of commands)
    spawnSync(program, args, { stdio: ['inherit', 'inherit', 'inherit'], env: environment() });
}

function installWithSudo(command: string, debian: string, { terminal, agrees }: Caller): void {
  const typed = `sudo apt-get update && sudo apt-get install --no-install-recommends ${debian}`;
  const missing = `${command} is missing. To install it, type: ${typed}`;
  if (!terminal || !agrees(`${command} is missing. May it be installed with sudo apt-get? [y/N] `))
    throw new Error(missing);
  install(
    command,
    aptCommands(debian).map((each): Command => ['sudo', ...each]),
  );
}

const thisCaller = (): Caller => ({
  root: process.getuid?.() === 0,
  terminal: isatty(0) && isatty(1),
  agrees: ask,
});

function ask(question: string): boolean {
  process.stdout.write(question);
  const line = Buffer.alloc(256);
  return /^y(es)?$/i.test(line.toString('utf8', 0, readSync(0, line)).trim());
}
