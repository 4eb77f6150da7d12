import { constants } from 'node:os';

const pending = new Set<() => void>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function runPending(): void {
  for (const undo of [...pending].reverse()) undo();
  pending.clear();
}

/**
 * Runs `undo`, which must be synchronous, when the process ends, unless the returned function was called before. SIGKILL
 * prevents it. It removes things that must not outlive a command, such as a hidden cursor or an unfinished file.
 */
export function onProcessEnd(undo: () => void): () => void {
  if (pending.size === 0) process.on('exit', runPending);
  pending.add(undo);
  return () => {
    pending.delete(undo);
    if (pending.size === 0) process.off('exit', runPending);
  };
}

/**
 * Makes ctrl-C, SIGTERM and SIGHUP end the process with 128 and the number of the signal (130, 143, 129), after what
 * `onProcessEnd` collected. A second signal kills at once.
 * @param interrupted is called last
 * @returns a function that restores the default
 */
export function endOnSignals(interrupted?: () => void): () => void {
  const restore = (): void => signals.forEach((signal) => void process.off(signal, end));
  const end = (signal: NodeJS.Signals): void => {
    restore();
    runPending();
    interrupted?.();
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of signals) process.on(signal, end);
  return restore;
}
