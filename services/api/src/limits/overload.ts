import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Rejection } from './rejection.js';

/** Rejects requests that would only wait: an immediate 503 for some is better than a slow response for all. */
export interface Overload {
  /** @throws Rejection OVERLOADED with the seconds to wait, when `enter` would throw it */
  check(): void;
  /** Counts a request as in flight. @throws Rejection OVERLOADED with the seconds to wait */
  enter(): void;
  leave(): void;
  readonly inFlight: number;
  close(): void;
}

export interface OverloadOptions {
  maxInFlight: number;
  maxEventLoopDelayMs: number;
}

const probeMs = 500;

export function createOverload({ maxInFlight, maxEventLoopDelayMs }: OverloadOptions): Overload {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let lagging = false;
  const probe = setInterval(() => {
    lagging = delay.percentile(90) / 1e6 > maxEventLoopDelayMs;
    delay.reset();
  }, probeMs);
  probe.unref();
  let inFlight = 0;
  const check = (): void => {
    if (lagging) throw overloaded('event_loop');
    if (inFlight >= maxInFlight) throw overloaded('in_flight');
  };
  return {
    check,
    enter() {
      check();
      inFlight += 1;
    },
    leave: () => void (inFlight -= 1),
    get inFlight() {
      return inFlight;
    },
    close() {
      clearInterval(probe);
      delay.disable();
    },
  };
}

const overloaded = (rule: 'event_loop' | 'in_flight'): Rejection =>
  new Rejection(rule, 'OVERLOADED', 'Too many requests are in progress.', { retryAfterSeconds: 1 });
