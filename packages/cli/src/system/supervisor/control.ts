import { rmSync, statSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import type { ServiceStatus } from './service.js';

export interface SystemStatus {
  readonly pid: number;
  /** When the supervisor started, in milliseconds since 1970. */
  readonly startedAt: number;
  readonly services: readonly ServiceStatus[];
}

export interface ControlOptions {
  /** Should be relative: the path of a socket is limited to about 100 characters. */
  path: string;
  status(): SystemStatus;
  /** Called when a client asks for it, and when the socket has been deleted or replaced. */
  stop(): void;
  /** How often to check that the socket still exists. */
  checkMs?: number;
}

export interface Control {
  close(): void;
}

/**
 * Opens the socket of the supervisor. It is also the lock: a supervisor whose path leads to another socket, or nowhere, has
 * lost the lock and stops. A client that connects receives the status as one line of JSON, and may send `stop`.
 * @throws Error with the code EADDRINUSE when another supervisor holds the lock
 */
export async function openControl({ path, status, stop, checkMs = 2_000 }: ControlOptions): Promise<Control> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, status, stop);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  const own = inode(path);
  const timer = setInterval(() => {
    if (inode(path) !== own) stop();
  }, checkMs);
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

function serve(socket: Socket, status: () => SystemStatus, stop: () => void): void {
  socket.on('error', () => socket.destroy());
  socket.write(`${JSON.stringify(status())}\n`);
  socket.on('data', (data) => {
    if (data.toString().startsWith('stop')) stop();
    else socket.end();
  });
}

const inode = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.ino;
