import { spawnSync } from 'node:child_process';

const present = (command: string) => spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;

function installer(): readonly (readonly string[])[] {
  if (present('brew')) return [['brew', 'install', 'redis']];
  if (!present('apt-get')) return [];
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo'];
  return [
    [...asRoot, 'apt-get', 'update', '-qq'],
    [...asRoot, 'apt-get', 'install', '-y', '-qq', 'redis-server'],
  ];
}

/** Installs redis-server with the system's package manager when it is missing. @throws Error saying what to do. */
export function ensureRedisServer(): void {
  if (present('redis-server')) return;
  process.stdout.write('redis-server is missing: installing it with the package manager …\n');
  // Debian starts a freshly installed service; ours are started on demand, on ports of their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  for (const [command = '', ...args] of installer()) spawnSync(command, args, { stdio: 'inherit', env });
  if (!present('redis-server'))
    throw new Error(
      'redis-server could not be installed: install Redis 6 or later so that it is on the PATH',
    );
}
