import { fail, ok, warn, type Finding } from './finding.js';

const warnMs = 2_000;
/** A considerable part of an access token's life. */
const failMs = 60_000;

/** Compares a server's clock with this machine's. The precision is half the time that the response takes. */
export async function checkClock(server: string, readMs: () => Promise<number>): Promise<Finding> {
  const sent = Date.now();
  const serverTime = await readMs();
  const received = Date.now();
  const skew = serverTime - (sent + received) / 2;
  const certainSkew = Math.max(0, Math.abs(skew) - (received - sent) / 2);
  const check = `${server} clock`;
  const found = `${(Math.abs(skew) / 1000).toFixed(2)} s ${skew < 0 ? 'behind' : 'ahead of'} this machine's`;
  const advice = 'synchronise both machines by NTP: tokens and leases expire by these clocks';
  if (certainSkew >= failMs) return fail(check, found, advice);
  return certainSkew >= warnMs ? warn(check, found, advice) : ok(check, found);
}
