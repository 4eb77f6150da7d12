import type { WebSocket } from 'ws';

/** The timing of one socket, in milliseconds. */
export interface Timing {
  /** How long a client may take to send `connection_init`. */
  initMs: number;
  pingMs: number;
  pongMs: number;
}

export const usualTiming: Timing = { initMs: 10_000, pingMs: 25_000, pongMs: 10_000 };

/** What a socket may leave unread before it is closed. */
const maxUnsentBytes = 1024 * 1024;
const maxUnsentMessages = 500;

/** Close codes beside those of graphql-transport-ws. */
export const closeCodes = { restart: 1012, tryLater: 1013, forbidden: 4403, internal: 4500 } as const;

/** Sends messages without waiting for their reader, who has to keep up. */
export function createSender(socket: WebSocket, onSlow: () => void): (message: string) => void {
  let unsent = 0;
  return (message) => {
    if (socket.readyState !== socket.OPEN) return;
    unsent += 1;
    socket.send(message, () => void (unsent -= 1));
    if (unsent > maxUnsentMessages || socket.bufferedAmount > maxUnsentBytes) onSlow();
  };
}

/** Ends the connection when its other end has gone away without closing it. */
export function keepAlive(socket: WebSocket, { pingMs, pongMs }: Omit<Timing, 'initMs'>): void {
  let wait: NodeJS.Timeout | undefined;
  const timer = setInterval(() => {
    if (socket.readyState !== socket.OPEN) return;
    wait = setTimeout(() => socket.terminate(), pongMs);
    socket.ping();
  }, pingMs);
  socket.on('pong', () => clearTimeout(wait));
  socket.once('close', () => {
    clearInterval(timer);
    clearTimeout(wait);
  });
}
