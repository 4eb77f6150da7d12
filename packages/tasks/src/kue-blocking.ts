import type { KueClient, KueClients } from './kue-clients.js';

/** A server that rejects `BLPOP` does so at once: one that has been quiet for this long has accepted it. */
const acceptedMs = 200;

export interface BlockingPop {
  /** To be called when a connection works. */
  connected(client: KueClient): void;
  /** Makes `BLPOP` of this client wait after an error. */
  add(client: KueClient): void;
  close(): void;
}

/**
 * Watches the command in which a worker waits for hints. Kue repeats it after every error, immediately and without end.
 * @param onRestored called when it waits again after an error: hints may have been lost meanwhile
 */
export function watchBlockingPop(clients: () => KueClients, onRestored: () => void): BlockingPop {
  const connected = new WeakSet<KueClient>();
  let waiting: KueClient | undefined;
  let failed = false;
  let timer: NodeJS.Timeout | undefined;

  const restored = (): void => {
    failed = false;
    onRestored();
  };
  const look = (): void => {
    clearTimeout(timer);
    if (failed && waiting && connected.has(waiting)) timer = setTimeout(restored, acceptedMs).unref();
  };
  return {
    connected(client) {
      connected.add(client);
      look();
    },
    add(client) {
      const blpop = client.blpop.bind(client);
      client.on('reconnecting', () => connected.delete(client));
      client.blpop = (key, seconds, done) => {
        waiting = client;
        blpop(key, seconds, (error) => {
          waiting = undefined;
          clearTimeout(timer);
          if (!error) return done(null);
          failed = true;
          clients().failed(error, () => client.closing || done(error));
        });
        look();
      };
    },
    close: () => clearTimeout(timer),
  };
}
