import { fileURLToPath } from 'node:url';
import { startLogged, type LoggedProcess } from '@feed/testkit/logged-process';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface WorkerProcess extends LoggedProcess {
  /** The URL of the ops server, once it listens. */
  ops(): Promise<string>;
}

/** Starts the worker as a separate process. */
export function startWorkerProcess(env: Record<string, string>): WorkerProcess {
  const worker = startLogged(main, env);
  return {
    ...worker,
    ops: async () =>
      `http://127.0.0.1:${(await worker.line(({ msg }) => msg === 'the worker is running')).ops_port}`,
  };
}
