import { rmSync, statSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { ServiceStatus } from './service.js';

export interface SystemStatus {
  readonly pid: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly services: readonly ServiceStatus[];
}

export interface ControlOptions {
  /** Relative, because the path of a socket may have about 100 characters only. */
  path: string;
  status(): SystemStatus;
  /** Asked to by a client, or nobody can reach the socket any more. */
  stop(): void;
  /** How often to look whether the socket is still there. */
  lookMs?: number;
}

export interface Control {
  close(): void;
}

/**
 * The socket is both the lock and the way in: a connection gets the status as one line of JSON, and `stop` ends
 * the system. Whoever finds that the path leads to another socket, or nowhere, has lost the lock.
 */
export async function openControl({ path, status, stop, lookMs = 2_000 }: ControlOptions): Promise<Control> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    answer(socket, status, stop);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  const own = inode(path);
  const timer = setInterval(() => {
    if (inode(path) !== own) stop();
  }, lookMs);
  return {
    close: () => {
      clearInterval(timer);
      const mine = inode(path) === own;
      server.close();
      for (const socket of sockets) socket.destroy();
      if (mine) rmSync(path, { force: true });
    },
  };
}

function answer(socket: Socket, status: () => SystemStatus, stop: () => void): void {
  socket.on('error', () => socket.destroy());
  socket.write(`${JSON.stringify(status())}\n`);
  socket.on('data', (data) => {
    if (data.toString().startsWith('stop')) stop();
    else socket.end();
  });
}

const inode = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.ino;
