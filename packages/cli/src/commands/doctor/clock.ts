import { fail, ok, warn, type Finding } from './finding.js';

const warnMs = 2_000;
/** A good part of the life of an access token. */
const failMs = 60_000;

/** Compares a server's clock with this machine's, to half the time that the answer took. */
export async function checkClock(server: string, read: () => Promise<number>): Promise<Finding> {
  const asked = Date.now();
  const there = await read();
  const answered = Date.now();
  const skew = there - (asked + answered) / 2;
  const off = Math.max(0, Math.abs(skew) - (answered - asked) / 2);
  const check = `${server} clock`;
  const found = `${(Math.abs(skew) / 1000).toFixed(2)} s ${skew < 0 ? 'behind' : 'ahead of'} this machine's`;
  const advice = 'let both machines take their time from NTP: tokens and leases end by these clocks';
  if (off >= failMs) return fail(check, found, advice);
  return off >= warnMs ? warn(check, found, advice) : ok(check, found);
}
