import { spawnSync } from 'node:child_process';

export interface SystemProgram {
  /** As it is called. */
  readonly command: string;
  /** The packages that bring it. */
  readonly debian: string;
  readonly homebrew: string;
  /** What to tell somebody who has neither package manager. */
  readonly advice: string;
}

// Debian keeps servers where only root's PATH leads.
const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin` };

const present = (command: string) => spawnSync(command, ['--version'], { stdio: 'ignore', env }).status === 0;

function installation({ debian, homebrew }: SystemProgram): readonly (readonly string[])[] {
  if (present('brew')) return [['brew', 'install', homebrew]];
  if (!present('apt-get')) return [];
  // Debian starts a freshly installed service; ours are started on demand, on ports of their own. sudo passes on no environment.
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1'];
  const asRoot = process.getuid?.() === 0 ? quiet : ['sudo', ...quiet];
  return [
    [...asRoot, 'apt-get', 'update', '-qq'],
    [...asRoot, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', debian],
  ];
}

/** Installs the program with the system's package manager when it is missing. @throws Error saying what to do. */
export function ensureProgram(program: SystemProgram): void {
  const { command, advice } = program;
  if (present(command)) return;
  process.stdout.write(`${command} is missing: installing it with the package manager …\n`);
  for (const [first = '', ...args] of installation(program))
    spawnSync(first, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
  if (!present(command)) throw new Error(`${command} could not be installed: ${advice}`);
}
