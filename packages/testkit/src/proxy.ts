import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/** A connection to an api that can be lost. */
export interface Proxy {
  /** The URL of the proxy, without a path. */
  readonly url: string;
  /** Ends all connections without a word, and accepts none until `restore`. */
  cut(): void;
  restore(): void;
  stop(): Promise<void>;
}

/** @param port where the api listens */
export async function proxyTo(port: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const destroy = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      destroy();
    },
    restore: () => void (isCut = false),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        destroy();
      }),
  };
}
