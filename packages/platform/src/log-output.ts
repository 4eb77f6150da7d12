import { constants, fstatSync, openSync, writeSync } from 'node:fs';

/** Writes log lines, those of one turn of the event loop together. */
export interface LogOutput {
  write(line: string): void;
  /** Writes what is left. It waits for a slow reader, but at most half a second. */
  flushSync(): void;
}

/** Called when lines were dropped because the reader was too slow, as soon as it has read those before them. */
export type OnDropped = (lines: number) => void;

/** A turn that logs more than this writes more often. */
const writeChars = 64 * 1024;
/** Lines above this, in characters, are dropped until the reader has caught up. */
const maxWaiting = 1024 * 1024;
const retryMs = 20;
const lastTries = 25;
const nothing = Buffer.alloc(0);

/**
 * Never waits for the reader of a pipe. Lines that it has not read yet wait in memory, up to a limit; without a reader
 * they are dropped. Only the lines of the last turn are lost when the process is killed or aborts.
 */
export function createLogOutput(fd: number, onDropped: OnDropped): LogOutput {
  return new TurnOutput(fd, onDropped);
}

class TurnOutput implements LogOutput {
  /** Opened when there is something to write. */
  #target: number | undefined;
  #lines = '';
  #chunk: Buffer = nothing;
  #dropped = 0;
  #scheduled = false;
  #closed = false;
  readonly #later = (): void => this.#flush();

  constructor(
    private readonly fd: number,
    private readonly onDropped: OnDropped,
  ) {}

  write(line: string): void {
    if (this.#closed) return;
    if (this.#dropped > 0 || this.#lines.length + this.#chunk.length > maxWaiting) {
      this.#dropped += 1;
      return;
    }
    this.#lines += line;
    if (this.#lines.length > writeChars && this.#chunk.length === 0) this.#flush();
    else this.#schedule(() => setImmediate(this.#later));
  }

  flushSync(): void {
    this.#flush();
    for (let i = 0; i < lastTries && !this.#closed && this.#chunk.length > 0; i += 1) {
      pause(retryMs);
      this.#flush();
    }
  }

  #flush(): void {
    this.#scheduled = false;
    while (!this.#closed && (this.#chunk.length > 0 || this.#lines !== '')) {
      if (this.#chunk.length === 0) [this.#chunk, this.#lines] = [Buffer.from(this.#lines), ''];
      const written = writeSome((this.#target ??= withoutWaiting(this.fd)), this.#chunk);
      if (written === 0) return this.#schedule(() => setTimeout(this.#later, retryMs).unref());
      this.#closed = written === 'closed';
      this.#chunk = written === 'closed' ? nothing : this.#chunk.subarray(written);
    }
    if (this.#dropped > 0 && !this.#closed) this.#reportDropped();
  }

  #reportDropped(): void {
    const count = this.#dropped;
    this.#dropped = 0;
    this.onDropped(count);
  }

  #schedule(start: () => unknown): void {
    if (!this.#scheduled) start();
    this.#scheduled = true;
  }
}

/** @returns the number of bytes that were written: 0 when the reader has to read first */
function writeSome(fd: number, chunk: Buffer): number | 'closed' {
  try {
    return writeSync(fd, chunk);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') return 0;
    // A full disk, for example, must not end a service: these lines are lost, and the next ones may succeed.
    return code === 'EPIPE' || code === 'EBADF' ? 'closed' : chunk.length;
  }
}

/**
 * Opens a pipe once more, for writes that do not wait. Other holders of the pipe are not affected, as they would be if
 * the mode of `fd` itself was changed. Where that is not possible, such as for a socket, writes wait.
 */
function withoutWaiting(fd: number): number {
  try {
    if (!fstatSync(fd).isFIFO()) return fd;
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return fd;
  }
}

const pause = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

let shared: LogOutput | undefined;

/** The standard output of this process. What is left when it exits is written. */
export function standardOutput(onDropped: OnDropped): LogOutput {
  if (!shared) {
    shared = createLogOutput(1, onDropped);
    process.on('exit', () => shared?.flushSync());
  }
  return shared;
}
