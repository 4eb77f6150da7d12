import { coalesceHints } from './coalesce.js';
import type { Hint, WakeupConsumer, WakeupProducer } from './wakeup.js';

/** Producer and consumer in one process, for tests that are not about Redis. */
export function createMemoryWakeup({ hintIntervalMs = 0 }: { hintIntervalMs?: number } = {}): WakeupProducer &
  WakeupConsumer {
  let unheard: Hint | undefined;
  let deliver: ((hint: Hint) => void) | undefined;
  let closed = false;
  const send = async (hint: Hint): Promise<void> => {
    if (closed) return;
    if (deliver) queueMicrotask(() => !closed && deliver?.(hint));
    else unheard = hint;
  };
  const coalescer = coalesceHints(send, hintIntervalMs);
  return {
    hint: coalescer.hint,
    listen(onHint) {
      deliver = onHint;
      if (unheard) void send(unheard);
      unheard = undefined;
    },
    async close() {
      closed = true;
      coalescer.stop();
    },
  };
}
