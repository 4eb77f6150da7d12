import { performance } from 'node:perf_hooks';
import { sleep } from '@feed/platform/deadline';
import { connectKue, type KueQueue, type KueWakeupOptions, saveHint, unconsumed } from './kue.js';

const probePollMs = 50;

/**
 * Sends a hint and waits until a worker has taken it and looks for tasks. Rejects with the error of Redis, if there is one.
 * @returns how long it took, in milliseconds; undefined when no worker took it within `timeoutMs`
 */
export async function probeWakeup(
  options: Pick<KueWakeupOptions, 'redisUrl' | 'clientName'>,
  timeoutMs: number,
): Promise<number | undefined> {
  const ended = new AbortController();
  let close = (): void => undefined;
  const failure = new Promise<never>((_, reject) => {
    const connection = connectKue({ ...options, onError: reject }, { offlineQueue: true });
    close = connection.close;
    untilTaken(connection.queue, ended.signal).then(() => ended.abort(), reject);
  });
  const startedAt = performance.now();
  try {
    await Promise.race([failure, sleep(timeoutMs, ended.signal)]);
    return ended.signal.aborted ? performance.now() - startedAt : undefined;
  } finally {
    ended.abort();
    close();
  }
}

/** A hint that already waits is taken first. Kue removes the job of a hint when a worker has completed it. */
async function untilTaken(queue: KueQueue, signal: AbortSignal): Promise<void> {
  const wait = async (pending: () => Promise<boolean>): Promise<void> => {
    while (!signal.aborted && (await pending())) await sleep(probePollMs, signal);
  };
  await wait(() => unconsumed(queue));
  if (signal.aborted) return;
  const { client } = queue;
  const { id } = await saveHint(queue, { kind: 'probe' });
  await wait(
    () =>
      new Promise((resolve, reject) => {
        client.exists(client.getKey(`job:${id}`), (error, count) =>
          error ? reject(error) : resolve(count > 0),
        );
      }),
  );
}
