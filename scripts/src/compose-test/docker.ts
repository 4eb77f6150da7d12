import { spawn } from 'node:child_process';
import { once } from 'node:events';

const shownCharacters = 2_000;

interface Options {
  env?: NodeJS.ProcessEnv;
  /** Whether what it printed to standard error is part of the answer. */
  stderr?: boolean;
}

/** Runs `docker`; what it printed. @throws Error with the end of all that it printed */
export async function docker(args: readonly string[], options: Options = {}): Promise<string> {
  const { env = process.env, stderr = false } = options;
  const child = spawn('docker', args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, all] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => ((output += `${chunk}`), (all += `${chunk}`)));
  child.stderr.on('data', (chunk: Buffer) => (all += `${chunk}`));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return stderr ? all : output;
  const shown = args.filter((arg) => !arg.includes('/')).join(' ');
  throw new Error(`"docker ${shown}" failed:\n${all.slice(-shownCharacters)}`);
}
