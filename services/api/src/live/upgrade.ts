import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

const dropped = new Set(['upgrade', 'connection', 'http2-settings']);

/**
 * Lets the server read a request again as one that asks for no upgrade. Node hands over every request with an `Upgrade`
 * header once there is a listener, also those of clients that would like HTTP/2 and are content with HTTP/1.1.
 */
export function returnToHttp(server: Server, request: IncomingMessage, stream: Duplex, head: Buffer): void {
  const { method = 'GET', url = '/', httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const [name = '', value = ''] = rawHeaders.slice(i, i + 2);
    if (!dropped.has(name.toLowerCase())) lines.push(`${name}: ${value}`);
  }
  const text = `${lines.join('\r\n')}\r\n\r\n`;
  stream.unshift(Buffer.concat([Buffer.from(text, 'latin1'), head]));
  server.emit('connection', stream);
}
