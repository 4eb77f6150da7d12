import { type Client, createClient } from '@feed/cli/commands/smoke/client';
import type { Kubectl } from './kubectl.js';

const startMs = 20_000;
const requestMs = 30_000;
const address = /Forwarding from (127\.0\.0\.1:\d+)/;

/** Calls `work` with a client that reaches the api through a port-forward. */
export async function withApi<T>(kubectl: Kubectl, work: (client: Client) => Promise<T>): Promise<T> {
  const child = kubectl.start(['port-forward', 'service/api', ':http']);
  try {
    const forwarded = await new Promise<string>((resolve, reject) => {
      let output = '';
      const fail = () => reject(new Error(`The api cannot be reached: ${output.trim() || 'no response'}`));
      const timer = setTimeout(fail, startMs);
      const read = (chunk: Buffer) => {
        const [, found] = address.exec((output += chunk.toString())) ?? [];
        if (found === undefined) return;
        clearTimeout(timer);
        resolve(found);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('close', fail);
    });
    return await work(createClient(`http://${forwarded}/graphql`, requestMs));
  } finally {
    child.kill();
  }
}
