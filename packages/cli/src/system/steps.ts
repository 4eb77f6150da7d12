import { onProcessEnd } from '../lib/process-end.js';
import type { Output } from '../lib/terminal.js';

export interface Steps {
  /** Runs `work`, shows that it is in progress, and prints how it ended and how long it took. */
  run<T>(label: string, work: () => Promise<T>): Promise<T>;
  say(text: string): void;
}

const redrawMs = 200;
/** Without a terminal, work that takes longer than this is announced. */
const announceMs = 1_000;
const clearLine = '\r\x1b[2K';

export function createSteps(out: Output): Steps {
  return {
    run: (label, work) => timed(label, work, out),
    say: (text) => void out.write(`${text}\n`),
  };
}

async function timed<T>(label: string, work: () => Promise<T>, out: Output): Promise<T> {
  const started = performance.now();
  const seconds = (digits: number) => ((performance.now() - started) / 1000).toFixed(digits);
  const timer = out.isTTY
    ? setInterval(() => out.write(`${clearLine}  … ${label} ${seconds(0)} s`), redrawMs)
    : setTimeout(() => out.write(`  … ${label}\n`), announceMs);
  const ended = onProcessEnd(() => out.write(`${out.isTTY ? clearLine : ''}  ✗ ${label} (interrupted)\n`));
  const end = (mark: string) => {
    clearTimeout(timer);
    ended();
    out.write(`${out.isTTY ? clearLine : ''}  ${mark} ${label} (${seconds(1)} s)\n`);
  };
  try {
    const result = await work();
    end('✓');
    return result;
  } catch (error) {
    end('✗');
    throw error;
  }
}
