import { SingleBar } from 'cli-progress';
import { formatCount } from './format.js';
import { onProcessEnd } from './process-end.js';
import type { Terminal } from './terminal.js';

export interface Progress {
  advance(by?: number): void;
  /** Prints a line with the amount and the time that it took. */
  end(): void;
}

interface State {
  label: string;
  value: number;
  total: number;
  seconds: number;
}

const barWidth = 30;
const lineEveryMs = 5_000;

/** Runs `work` with a progress display that ends with it. */
export async function withProgress<T>(
  terminal: Terminal,
  { label, total }: { label: string; total: number },
  work: (progress: Progress) => Promise<T>,
): Promise<T> {
  const progress = startProgress(terminal, label, total);
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}

/** Shows a bar on a terminal, and elsewhere a line every five seconds, both with the rate and the time left. */
export function startProgress(terminal: Terminal, label: string, total: number): Progress {
  const started = performance.now();
  const state = (value: number): State => ({
    label,
    value,
    total,
    seconds: (performance.now() - started) / 1000,
  });
  return terminal.stderr.isTTY ? bar(terminal, total, state) : lines(terminal, state);
}

function bar(terminal: Terminal, total: number, state: (value: number) => State): Progress {
  const drawn = new SingleBar({
    stream: terminal.stderr,
    hideCursor: true,
    clearOnComplete: true,
    fps: 5,
    format: (_options, { value, progress }) => {
      const filled = Math.round(Math.min(progress, 1) * barWidth);
      return `[${'='.repeat(filled).padEnd(barWidth)}] ${describe(state(value))}`;
    },
  });
  // The bar hides the cursor and turns line wrap off until it is stopped.
  const stopped = onProcessEnd(() => drawn.stop());
  drawn.start(total, 0);
  let value = 0;
  return {
    advance: (by = 1) => drawn.update((value += by)),
    end: () => {
      drawn.stop();
      stopped();
      terminal.err(`${summary(state(value))}\n`);
    },
  };
}

function lines(terminal: Terminal, state: (value: number) => State): Progress {
  let value = 0;
  let printedAt = performance.now();
  return {
    advance: (by = 1) => {
      value += by;
      if (performance.now() - printedAt < lineEveryMs) return;
      printedAt = performance.now();
      terminal.err(`${describe(state(value))}\n`);
    },
    end: () => terminal.err(`${summary(state(value))}\n`),
  };
}

/** A total may be an estimate, and a sum of parts of kilobytes is not exact: more than all of it counts as all of it. */
function describe({ label, value, total, seconds }: State): string {
  const rate = value / Math.max(seconds, 0.001);
  const percent = total === 0 ? 100 : Math.floor(Math.min(value / total, 1) * 100);
  const left = rate === 0 ? '?' : formatCount(Math.max(total - value, 0) / rate);
  return `${label}: ${formatCount(value)} of ${formatCount(total)} (${percent} %), ${formatCount(rate)}/s, ${left} s left`;
}

const summary = ({ label, value, seconds }: State): string =>
  `${label}: ${formatCount(value)} in ${seconds.toFixed(1)} s`;
