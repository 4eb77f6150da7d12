import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Output {
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  input?: string;
  /** Milliseconds after which the command is ended. Default 1 minute. */
  timeoutMs?: number;
}

/** kubectl on the cluster that KUBECONFIG names. */
export interface Kubectl {
  /** @throws KubectlError when it ends with anything but 0 */
  run(args: readonly string[], options?: RunOptions): Promise<Output>;
  json<T>(args: readonly string[]): Promise<T>;
  start(args: readonly string[]): ChildProcessWithoutNullStreams;
}

export class KubectlError extends Error {
  constructor(
    readonly command: string,
    /** What it wrote on standard error, or why it could not be started. */
    readonly reason: string,
    readonly missing: boolean,
  ) {
    super(`kubectl ${command}\n${reason}`);
    this.name = 'KubectlError';
  }
}

/**
 * @param namespace that commands are about unless they name another one
 * @param signal ends what runs, and has all later commands fail
 */
export function createKubectl(namespace: string, signal?: AbortSignal): Kubectl {
  const start = (args: readonly string[]) => {
    const child = spawn('kubectl', ['--namespace', namespace, ...args], { signal });
    // Whoever waits for its end hears of it there.
    return child.on('error', () => undefined);
  };
  const run = (args: readonly string[], options: RunOptions = {}) => finish(start(args), args, options);
  return {
    start,
    run,
    json: async <T>(args: readonly string[]) =>
      JSON.parse((await run([...args, '--output', 'json'])).stdout) as T,
  };
}

async function finish(
  child: ChildProcessWithoutNullStreams,
  args: readonly string[],
  { input = '', timeoutMs = 60_000 }: RunOptions,
): Promise<Output> {
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  child.stdin.on('error', () => undefined).end(input);
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const fail = (reason: string, missing = false) => new KubectlError(args.join(' '), reason, missing);
  try {
    const [code] = (await once(child, 'close').catch((error: NodeJS.ErrnoException) => {
      throw fail(error.message, error.code === 'ENOENT');
    })) as [number | null];
    if (code === null) throw fail(`it did not end within ${timeoutMs / 1000} s`);
    if (code !== 0) throw fail(output.stderr.trim() || output.stdout.trim());
    return output;
  } finally {
    clearTimeout(timer);
  }
}
