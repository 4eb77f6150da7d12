import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The caller's address. Each trusted proxy appends the address that it was called from to X-Forwarded-For, so the
 * caller is that many entries from the end of the header; any caller can write the entries before it.
 */
export function callerAddress(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return direct;
  const header = request.headers['x-forwarded-for'];
  const forwarded = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',');
  const address = forwarded.at(-trustedProxies)?.trim() ?? '';
  return isIP(address) ? address : direct;
}
