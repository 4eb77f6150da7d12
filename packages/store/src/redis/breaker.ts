import { performance } from 'node:perf_hooks';

export interface BreakerOptions {
  /** Sends the cheapest command; settles when the server has answered it, even with an error. */
  probe: () => Promise<unknown>;
  /** Milliseconds in which a probe has to be answered. */
  timeoutMs: number;
  /** Called when it has been open for a second, and when it is closed after that. */
  onChange: (open: boolean) => void;
}

/** A single command may be slow in itself; so many in a row mean that the server, or the way to it, has stopped. */
const timeoutsInRow = 3;
const probeEveryMs = 1_000;

/**
 * Opens after a few time-outs in a row: commands then fail immediately, instead of each making a caller wait. One probe
 * is sent immediately, because a stalled event loop of this process looks the same, and then one a second.
 */
export class Breaker {
  readonly #options: BreakerOptions;
  #inRow = 0;
  #open = false;
  #announced = false;
  #probing = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  /** Whether commands must not be sent now, because the server does not answer. */
  get open(): boolean {
    return this.#open;
  }

  /** The server answered a command in time. */
  answered(): void {
    this.#inRow = 0;
  }

  /** A command was not answered in time. */
  timedOut(): void {
    this.#inRow += 1;
    if (this.#open || this.#inRow < timeoutsInRow) return;
    this.#open = true;
    this.#timer = setInterval(() => this.#checkAgain(), probeEveryMs);
    void this.#check();
  }

  /** Closes it: the server answers, or the connection is new. */
  reset(): void {
    this.stop();
    [this.#open, this.#inRow] = [false, 0];
    if (this.#announced) this.#options.onChange(false);
    this.#announced = false;
  }

  /** Ends the probes. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #checkAgain(): void {
    if (!this.#announced) this.#options.onChange(true);
    this.#announced = true;
    void this.#check();
  }

  async #check(): Promise<void> {
    // An unanswered probe is answered as soon as the server continues, so a second one would tell nothing more.
    if (this.#probing) return;
    this.#probing = true;
    const sentAt = performance.now();
    const answered = await this.#options.probe().then(
      () => true,
      () => false,
    );
    this.#probing = false;
    const inTime = performance.now() - sentAt <= this.#options.timeoutMs;
    if (this.#open && answered && inTime) this.reset();
  }
}
