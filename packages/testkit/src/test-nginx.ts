import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@feed/local-servers/free-port';
import { startProcess, untilReady } from '@feed/local-servers/local-process';
import { accepts } from '@feed/local-servers/port-accepts';
import { unprivilegedUser } from '@feed/local-servers/unprivileged-user';

export { hasNginx } from '@feed/local-servers/setup/nginx';

export interface TestNginx {
  readonly port: number;
  stop(): Promise<void>;
}

/** Debian installs nginx in a folder that is on root's PATH only. */
const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin` };

/** Folders for what nginx does not keep in memory, which would otherwise be those of the system's own nginx. */
const scratch = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/**
 * Starts an nginx for one test file.
 * @param http makes the content of its `http` block, which listens on the given port of the loopback interface
 */
export async function testNginx(http: (port: number) => string): Promise<TestNginx> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'feed-nginx-'));
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    [
      ...['daemon off;', 'worker_processes 1;', `pid ${join(folder, 'pid')};`],
      ...['events { worker_connections 1024; }', 'http {', 'access_log off;'],
      ...scratch.map((name) => `${name}_temp_path ${join(folder, name)};`),
      ...[http(port), '}', ''],
    ].join('\n'),
  );
  const user = unprivilegedUser();
  if (user) for (const path of [folder, file]) chownSync(path, user.uid, user.gid);
  const args = ['-e', 'stderr', '-p', folder, '-c', file];
  const started = await startProcess({ command: 'nginx', args, env, cwd: '/', user, endSignal: 'TERM' });
  await untilReady('nginx', started, () => accepts(port));
  return {
    port,
    stop: async () => {
      await started.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
