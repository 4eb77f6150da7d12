import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The caller's address. Each of our own proxies appends the address it was called from to X-Forwarded-For, so the
 * caller is as many steps from its end as there are such proxies; what stands before that anybody can write.
 */
export function callerAddress(request: IncomingMessage, trustedProxies: number): string {
  const direct = request.socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return direct;
  const header = request.headers['x-forwarded-for'];
  const forwarded = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',');
  const address = forwarded.at(-trustedProxies)?.trim() ?? '';
  return isIP(address) ? address : direct;
}
