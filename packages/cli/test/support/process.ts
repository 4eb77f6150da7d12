import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from '@feed/testkit/until';

const program = (name: string): string[] => {
  const file = fileURLToPath(new URL(name, import.meta.url));
  return [process.execPath, '--conditions=source', '--import', 'tsx', file];
};

/** The command line that runs `feedctl` from its sources, without its arguments. */
export const feedctlCommand: readonly string[] = program('feedctl-process.ts');
/** The command line that runs a step of `make up` that never ends. */
export const stepCommand: readonly string[] = program('steps-process.ts');

export interface Started {
  child: ChildProcess;
  /** Everything that was written so far, on both outputs. */
  text(): string;
  /** Waits until the output contains `part`. */
  shows(part: string): Promise<void>;
  /** The exit code; null after a signal. */
  ended: Promise<number | null>;
}

/** Starts a program. `env` is added to the environment, without what the test runner sets for Node. */
export function start(command: readonly string[], env: NodeJS.ProcessEnv): Started {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { env: { ...process.env, NODE_OPTIONS: '', ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const text = () => output;
  const shows = async (part: string) => {
    await until(`the output contains ${JSON.stringify(part)}`, () => {
      if (child.exitCode !== null) throw new Error(`it has ended: ${output}`);
      return output.includes(part);
    });
  };
  return { child, text, shows, ended };
}
