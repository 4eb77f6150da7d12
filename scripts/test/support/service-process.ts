import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { endWithThisProcess } from '@feed/local-servers/end-with-process';
import { freePort } from '@feed/local-servers/free-port';
import { until } from '@feed/testkit/until';

const boundMs = 50_000;

export interface ServiceProcess {
  readonly child: ChildProcess;
  /** The address of GraphQL, without a path; a worker does not listen there. */
  readonly url: string;
  /** The response of `/metrics`. */
  scrape(): Promise<string>;
  /** The first scrape that has all of these. */
  scrapeWith(...wanted: readonly RegExp[]): Promise<string>;
  kill(): Promise<void>;
}

/** A service as a separate process. */
export async function startService(
  name: 'api' | 'worker',
  env: Record<string, string>,
): Promise<ServiceProcess> {
  const [port, opsPort] = [await freePort(), await freePort()];
  const main = fileURLToPath(new URL(`../../../services/${name}/src/main.ts`, import.meta.url));
  const ports = { HOST: '127.0.0.1', PORT: `${port}`, OPS_PORT: `${opsPort}` };
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', main], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', REDIS_TIMEOUT_MS: '5000', ...ports, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  endWithThisProcess(child, { signal: 'KILL' });
  const scrape = async () => (await fetch(`http://127.0.0.1:${opsPort}/metrics`)).text();
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    scrape,
    async scrapeWith(...wanted) {
      const shown = async () => {
        const text = await scrape().catch(() => '');
        return wanted.every((part) => part.test(text)) && text;
      };
      return until(`the ${name} shows ${wanted.join(', ')}`, shown, { ms: boundMs, pollMs: 50 });
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
