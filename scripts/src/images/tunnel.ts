import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

export interface Tunnel {
  /** On loopback. */
  readonly port: number;
  close(): void;
}

const relay = (port: number) =>
  `const s = require('net').connect(${port}, '127.0.0.1');
   s.on('error', () => process.exit(1)).on('close', () => process.exit(0));
   process.stdin.pipe(s).pipe(process.stdout);`;

/** Forwards to a port of a container that no network reaches, through the container's own node. */
export async function openTunnel(container: string, port: number): Promise<Tunnel> {
  const children = new Set<ReturnType<typeof spawn>>();
  const server = createServer((socket) => {
    const args = ['exec', '--interactive', container, 'node', '-e', relay(port)];
    const child = spawn('docker', args, { stdio: ['pipe', 'pipe', 'ignore'] });
    children.add(child);
    child.stdin.on('error', () => undefined);
    child.once('error', () => socket.destroy());
    child.once('exit', () => void (children.delete(child) && socket.destroy()));
    socket.on('error', () => undefined).on('close', () => child.kill());
    socket.pipe(child.stdin);
    child.stdout.pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = (): void => {
    server.close();
    for (const child of children) child.kill();
  };
  return { port: (server.address() as AddressInfo).port, close };
}
