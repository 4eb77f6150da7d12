import { PassThrough, Readable } from 'node:stream';
import { feedctl } from '../../src/feedctl.js';

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `feedctl` in this process. `typed` is on its standard input, a pipe. */
export async function run(args: readonly string[], env: NodeJS.ProcessEnv, typed = ''): Promise<Ran> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const text = (stream: PassThrough) => (stream.read() as Buffer | null)?.toString() ?? '';
  const code = await feedctl(args, { env, stdin: Readable.from([typed]), stdout, stderr });
  return { code, stdout: text(stdout), stderr: text(stderr) };
}
