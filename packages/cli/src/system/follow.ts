import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onProcessEnd } from '../lib/process-end.js';
import type { Output } from '../lib/terminal.js';
import { asJson, forPeople } from './log-view.js';

export interface Source {
  command: string;
  args: readonly string[];
  /** Separates the name of the program that wrote a line from its text. */
  split(line: string): { program: string; text: string };
}

/** Shows the lines that these commands print, until they end or the reader has gone. */
export async function follow(sources: readonly Source[], output: Output): Promise<void> {
  const show = output.isTTY ? forPeople() : asJson;
  await Promise.all(
    sources.map(async ({ command, args, split }) => {
      const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = onProcessEnd(() => child.kill());
      output.on('error', () => child.kill());
      createInterface({ input: child.stdout }).on('line', (line) => {
        const { program, text } = split(line);
        output.write(show(program, text));
      });
      await once(child, 'close');
      ended();
    }),
  );
}
