import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** The state of a listening socket in /proc/net/tcp. */
const listening = '0A';

/** The program that listens on a port, as `name (process 123)`; undefined when it cannot be determined. */
export function portHolder(port: number): string | undefined {
  return process.platform === 'linux' ? fromProc(port) : fromLsof(port);
}

function fromLsof(port: number): string | undefined {
  const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'];
  const { stdout } = spawnSync('lsof', args, { encoding: 'utf8', timeout: 2_000 });
  const pid = /^p(\d+)$/m.exec(stdout ?? '')?.[1];
  const name = /^c(.+)$/m.exec(stdout ?? '')?.[1];
  return pid === undefined ? undefined : `${name ?? 'a program'} (process ${pid})`;
}

function fromProc(port: number): string | undefined {
  const inodes = new Set(['tcp', 'tcp6'].flatMap((table) => listeners(table, port)));
  if (inodes.size === 0) return undefined;
  const pid = attempt(() => readdirSync('/proc'), []).find((entry) => holdsSocket(entry, inodes));
  return (
    pid && `${attempt(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim(), 'a program')} (process ${pid})`
  );
}

/** Inodes of the sockets that listen on `port`: columns 1 (address:port in hex), 3 (state) and 9 of the table. */
function listeners(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return attempt(() => readFileSync(`/proc/net/${table}`, 'utf8'), '')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(suffix) && columns[3] === listening)
    .flatMap((columns) => columns[9] ?? []);
}

function holdsSocket(entry: string, inodes: ReadonlySet<string>): boolean {
  if (!/^\d+$/.test(entry)) return false;
  const links = attempt(() => readdirSync(`/proc/${entry}/fd`), []);
  return links.some((fd) => {
    const target = attempt(() => readlinkSync(`/proc/${entry}/fd/${fd}`), '');
    return inodes.has(/^socket:\[(\d+)\]$/.exec(target)?.[1] ?? '');
  });
}

/** Processes may end while they are examined, and those of other users cannot be examined. */
function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
