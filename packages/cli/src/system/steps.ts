export interface Steps {
  /** Does `work` and says what is done and how long it took; shows that it is going on meanwhile. */
  run<T>(label: string, work: () => Promise<T>): Promise<T>;
  say(text: string): void;
}

type Output = NodeJS.WritableStream & { isTTY?: boolean };

const redrawMs = 200;
/** Without a terminal, work that takes longer than this announces itself. */
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
  const end = (mark: string) => {
    clearTimeout(timer);
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
