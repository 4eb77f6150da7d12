import { once } from 'node:events';
import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

export interface HangingProxy {
  /** The target's URL, with the address of this proxy. */
  readonly url: string;
  /** Behaves like a stopped process: connections stay open and can be made, but no response ever comes. */
  hang(): void;
  close(): Promise<void>;
}

/** A proxy before a server that cannot be stopped, because other tests use it too. */
export async function hangingProxy(target: string): Promise<HangingProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let hanging = false;
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    if (hanging) socket.pause();
  };
  const server = createServer((socket) => {
    keep(socket);
    if (hanging) return;
    const upstream = connect(Number(port), hostname);
    keep(upstream);
    socket.on('data', (data) => void (hanging || upstream.write(data)));
    upstream.on('data', (data) => void (hanging || socket.write(data)));
    socket.on('close', () => upstream.destroy());
    upstream.on('close', () => socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.port = `${(server.address() as AddressInfo).port}`;
  return {
    url: url.toString(),
    hang() {
      hanging = true;
      for (const socket of sockets) socket.pause();
    },
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  };
}
