import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for what has to come true in the end; the bound is only there to fail with a reason. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  ms = 15_000,
): Promise<void> {
  for (const end = Date.now() + ms; !(await holds());) {
    if (Date.now() > end) throw new Error(`it never came true: ${what}`);
    await sleep(20);
  }
}
