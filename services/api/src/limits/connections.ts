import type { Socket } from 'node:net';
import { addressKey } from './address-key.js';

/** A connection that was closed to keep a limit: one that was idle, or the one that had just arrived. */
export interface ConnectionEnd {
  limit: 'all' | 'address';
  connection: 'idle' | 'new';
}

/** The open connections of a server. A connection with a request in progress is never closed to make room. */
export interface Connections {
  /** Admits a connection that has just been opened, or closes it. */
  opened(socket: Socket): void;
  /** A request of the connection has arrived. */
  began(socket: Socket): void;
  /** The response to a request of the connection is complete, or its caller is gone. */
  ended(socket: Socket): void;
}

export interface ConnectionsOptions {
  max: number;
  /** Infinity where callers come through proxies: those have few addresses for all callers. */
  maxPerAddress: number;
  onEnd(end: ConnectionEnd): void;
}

/** The connections of one address. */
interface Group {
  size: number;
  /** In the order in which they became idle, like the set of all idle ones. */
  readonly idle: Set<Socket>;
}

interface Entry {
  readonly address: string;
  readonly group: Group;
  /** Requests in progress; pipelining allows several. */
  requests: number;
}

export function createConnections({ max, maxPerAddress, onEnd }: ConnectionsOptions): Connections {
  const registry = createRegistry();
  const { open, idle } = registry;

  /** Closes the connection that has been idle longest. @returns whether there was one */
  function closeIdle(candidates: ReadonlySet<Socket>, limit: ConnectionEnd['limit']): boolean {
    const [longest] = candidates;
    onEnd({ limit, connection: longest ? 'idle' : 'new' });
    if (!longest) return false;
    registry.remove(longest);
    longest.destroy();
    return true;
  }

  function hasRoom(address: string): boolean {
    const group = registry.groupOf(address);
    if (group.size >= maxPerAddress) return closeIdle(group.idle, 'address');
    return open.size < max || closeIdle(idle, 'all');
  }

  return {
    opened(socket) {
      // The connection of a request that asked for another upgrade comes a second time.
      if (open.has(socket)) return;
      const address = addressKey(socket.remoteAddress ?? '');
      if (!hasRoom(address)) return void socket.destroy();
      registry.add(socket, address);
      socket.once('close', () => registry.remove(socket));
    },
    began(socket) {
      const entry = open.get(socket);
      if (entry && (entry.requests += 1) === 1) registry.setBusy(socket, entry.group);
    },
    ended(socket) {
      const entry = open.get(socket);
      if (entry && (entry.requests -= 1) === 0) registry.setIdle(socket, entry.group);
    },
  };
}

/** The open connections, all together and by address. A connection that is added is idle. */
function createRegistry() {
  const open = new Map<Socket, Entry>();
  const idle = new Set<Socket>();
  const groups = new Map<string, Group>();
  const groupOf = (address: string): Group => groups.get(address) ?? { size: 0, idle: new Set() };
  const setIdle = (socket: Socket, group: Group): void => {
    idle.add(socket);
    group.idle.add(socket);
  };
  const setBusy = (socket: Socket, group: Group): void => {
    idle.delete(socket);
    group.idle.delete(socket);
  };
  return {
    open,
    idle,
    groupOf,
    setIdle,
    setBusy,
    add(socket: Socket, address: string): void {
      const group = groupOf(address);
      group.size += 1;
      groups.set(address, group);
      open.set(socket, { address, group, requests: 0 });
      setIdle(socket, group);
    },
    /** Does nothing when the connection has been removed before. */
    remove(socket: Socket): void {
      const entry = open.get(socket);
      if (!entry) return;
      open.delete(socket);
      setBusy(socket, entry.group);
      entry.group.size -= 1;
      if (entry.group.size === 0) groups.delete(entry.address);
    },
  };
}
