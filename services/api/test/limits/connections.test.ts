import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { type ConnectionEnd, type Connections, createConnections } from '../../src/limits/connections.js';

describe('the limits of connections', () => {
  let ends: ConnectionEnd[];
  const start = (max: number, maxPerAddress = Infinity): Connections => {
    ends = [];
    return createConnections({ max, maxPerAddress, onEnd: (end) => void ends.push(end) });
  };

  /** A connection as far as its limits see it. */
  const connect = (connections: Connections, remoteAddress = '192.0.2.1'): Socket => {
    const socket = Object.assign(new EventEmitter(), {
      remoteAddress,
      destroyed: false,
      destroy() {
        socket.destroyed = true;
        socket.emit('close');
      },
    });
    connections.opened(socket as unknown as Socket);
    return socket as unknown as Socket;
  };
  const closedOf = (sockets: Socket[]): boolean[] => sockets.map(({ destroyed }) => destroyed);

  it('close the connection that has been idle longest', () => {
    const connections = start(3);
    const [a, b, c] = [connect(connections), connect(connections), connect(connections)];
    connections.began(a);
    connections.ended(a);
    const d = connect(connections);
    assert.deepEqual(closedOf([a, b, c, d]), [false, true, false, false]);
    assert.deepEqual(ends, [{ limit: 'all', connection: 'idle' }]);
  });

  it('never close a busy connection, but the new one', () => {
    const connections = start(2);
    const [a, b] = [connect(connections), connect(connections)];
    connections.began(a);
    connections.began(b);
    connections.began(b);
    connections.ended(b);
    const c = connect(connections);
    assert.deepEqual(closedOf([a, b, c]), [false, false, true]);
    assert.deepEqual(ends, [{ limit: 'all', connection: 'new' }]);
    connections.ended(b);
    const d = connect(connections);
    assert.deepEqual(closedOf([a, b, d]), [false, true, false]);
  });

  it('of one address close its own connections, not those of others', () => {
    const connections = start(10, 2);
    const other = connect(connections, '192.0.2.2');
    const [a, b, c] = [connect(connections), connect(connections), connect(connections)];
    assert.deepEqual(closedOf([other, a, b, c]), [false, true, false, false]);
    connections.began(b);
    connections.began(c);
    const d = connect(connections);
    const e = connect(connections, '192.0.2.2');
    assert.deepEqual(closedOf([other, b, c, d, e]), [false, false, false, true, false]);
    assert.deepEqual(ends, [
      { limit: 'address', connection: 'idle' },
      { limit: 'address', connection: 'new' },
    ]);
  });

  it('count one network of IPv6 as one address, and one address of IPv4 in each of its forms', () => {
    const connections = start(10, 1);
    const network = [connect(connections, '2001:db8::1'), connect(connections, '2001:db8::2')];
    const mapped = [connect(connections, '::ffff:192.0.2.1'), connect(connections, '192.0.2.1')];
    assert.deepEqual(closedOf([...network, ...mapped]), [true, false, true, false]);
  });

  it('forget connections that callers close, at any time', () => {
    const connections = start(1, 1);
    for (let i = 0; i < 3; i += 1) {
      const socket = connect(connections);
      connections.began(socket);
      socket.destroy();
      connections.ended(socket);
    }
    assert.equal(connect(connections).destroyed, false);
    assert.deepEqual(ends, []);
  });
});
