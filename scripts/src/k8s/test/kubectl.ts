import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { type Output, run, type RunOptions } from '@feed/cli/lib/process';

/** kubectl on the cluster that KUBECONFIG names. */
export interface Kubectl {
  /** Takes a minute at most unless `timeoutMs` says otherwise. @throws ProcessError */
  run(args: readonly string[], options?: Pick<RunOptions, 'input' | 'timeoutMs'>): Promise<Output>;
  json<T>(args: readonly string[]): Promise<T>;
  /** Waits until the object has the condition. @throws ProcessError when that takes longer than `ms` */
  wait(object: string, condition: string, ms: number): Promise<void>;
  start(args: readonly string[]): ChildProcessWithoutNullStreams;
}

const defaultMs = 60_000;
/** kubectl itself reports that it waited too long; it is killed only if it does not. */
export const marginMs = 10_000;

/**
 * @param namespace that commands apply to unless they name another one
 * @param signal ends what runs, and makes all later commands fail
 */
export function createKubectl(namespace: string, signal?: AbortSignal): Kubectl {
  const inNamespace = (args: readonly string[]) => ['--namespace', namespace, ...args];
  const aborted = signal === undefined ? {} : { signal };
  const kubectl: Kubectl = {
    run: (args, options) =>
      run('kubectl', inNamespace(args), { timeoutMs: defaultMs, ...options, ...aborted }),
    json: async <T>(args: readonly string[]) =>
      JSON.parse((await kubectl.run([...args, '--output', 'json'])).stdout) as T,
    wait: async (object, condition, ms) => {
      const args = ['wait', '--for', `condition=${condition}`, object, '--timeout', `${ms / 1000}s`];
      await kubectl.run(args, { timeoutMs: ms + marginMs });
    },
    // If kubectl cannot be started, its streams close too, and the failure is handled there.
    start: (args) => spawn('kubectl', inNamespace(args), aborted).on('error', () => undefined),
  };
  return kubectl;
}
