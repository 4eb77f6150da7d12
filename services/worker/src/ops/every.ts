import type { Logger } from '@feed/platform/logger';

/** Runs `work` now and again `intervalMs` after each end; a failure is logged as `what`. @returns a function that stops it */
export function every(
  intervalMs: number,
  what: string,
  logger: Logger,
  work: () => Promise<void>,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const run = async (): Promise<void> => {
    await work().catch((error: unknown) => logger.warn({ err: error }, what));
    if (!stopped) timer = setTimeout(() => void run(), intervalMs);
  };
  void run();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
