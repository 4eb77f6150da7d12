import { SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.js';

export interface Progress {
  advance(by?: number): void;
  /** Leaves a line that says how much was done in which time. */
  end(): void;
}

interface State {
  label: string;
  value: number;
  total: number;
  seconds: number;
}

const barWidth = 30;
const plainEveryMs = 5_000;
const count = (value: number): string => Math.round(value).toLocaleString('en-GB');

/** A bar that redraws on a terminal, and elsewhere a line every five seconds; both with the rate and the time left. */
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
  drawn.start(total, 0);
  let value = 0;
  return {
    advance: (by = 1) => drawn.update((value += by)),
    end: () => {
      drawn.stop();
      terminal.err(`${summary(state(value))}\n`);
    },
  };
}

function lines(terminal: Terminal, state: (value: number) => State): Progress {
  let value = 0;
  let printed = performance.now();
  return {
    advance: (by = 1) => {
      value += by;
      if (performance.now() - printed < plainEveryMs) return;
      printed = performance.now();
      terminal.err(`${describe(state(value))}\n`);
    },
    end: () => terminal.err(`${summary(state(value))}\n`),
  };
}

function describe({ label, value, total, seconds }: State): string {
  const rate = value / Math.max(seconds, 0.001);
  const percent = total === 0 ? 100 : Math.floor((value / total) * 100);
  const left = rate === 0 ? '?' : count((total - value) / rate);
  return `${label}: ${count(value)} of ${count(total)} (${percent} %), ${count(rate)}/s, ${left} s left`;
}

const summary = ({ label, value, seconds }: State): string =>
  `${label}: ${count(value)} in ${seconds.toFixed(1)} s`;
