import { sleep } from '@feed/platform/deadline';

const requestMs = 1_000;
const pollMs = 100;

/** Whether the service with this ops port reports that it is ready. */
export async function isReady(opsPort: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${opsPort}/readyz`, {
      signal: AbortSignal.timeout(requestMs),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** Waits until `condition` holds. @throws what `reason` returns, after `ms` milliseconds */
export async function until(
  condition: () => Promise<boolean>,
  ms: number,
  reason: () => Promise<Error> | Error,
): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > deadline) throw await reason();
    await sleep(pollMs);
  }
}
