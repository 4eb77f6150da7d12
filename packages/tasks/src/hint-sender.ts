import { withDeadline } from '@feed/platform/deadline';
import type { Hint } from './wakeup.js';

export interface HintSenderOptions {
  /** Whether hints can be delivered now. */
  working: () => boolean;
  deliver: (hint: Hint) => Promise<void>;
  /** Called when a delivery has waited so long that it will never be answered. */
  onDead: () => void;
  /** Called for every hint that was not delivered in time. */
  onError: (error: unknown) => void;
}

export interface HintSender {
  /** Resolves within 200 ms, and never rejects. */
  send(hint: Hint): Promise<void>;
  /** Sends the last hint that was not sent, if there is one. To be called when hints can be delivered again. */
  sendMissed(): void;
}

const budgetMs = 200;
/** A hint that is not accepted after this time never will be, because nothing comes back on its connection. */
const deadMs = 5_000;

/** Sends one hint at a time: each would make its caller wait for a server that does not answer, so only one does. */
export function createHintSender({ working, deliver, onDead, onError }: HintSenderOptions): HintSender {
  let missed: Hint | undefined;
  let sending = false;
  const sendMissed = (): void => {
    const hint = missed;
    missed = undefined;
    if (hint) void send(hint);
  };
  const deliverOne = async (hint: Hint): Promise<void> => {
    sending = true;
    const dead = setTimeout(onDead, deadMs).unref();
    try {
      await deliver(hint);
    } catch (error) {
      missed ??= hint;
      throw error;
    } finally {
      clearTimeout(dead);
      sending = false;
    }
    sendMissed();
  };
  const send = async (hint: Hint): Promise<void> => {
    if (working() && !sending)
      return withDeadline(deliverOne(hint), budgetMs, () => new Error('a hint took too long')).catch(onError);
    missed = hint;
    if (!working()) onError(new Error('redis cannot be reached'));
  };
  return { send, sendMissed };
}
