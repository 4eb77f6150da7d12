import type { Kubectl } from './kubectl.js';

const startMs = 20_000;

/** Calls `work` with an address on this machine that leads to the Service's port, and closes it afterwards. */
export async function withPortForward<T>(
  kubectl: Kubectl,
  service: string,
  port: string,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const child = kubectl.start(['port-forward', `service/${service}`, `:${port}`]);
  try {
    return await work(await firstAddress(child, service));
  } finally {
    child.kill();
  }
}

function firstAddress(child: ReturnType<Kubectl['start']>, service: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = () =>
      reject(new Error(`No way to the service ${service}: ${said.trim() || 'nothing answers'}`));
    const timer = setTimeout(fail, startMs);
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /Forwarding from (127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(`http://${address}`);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('close', fail).once('error', fail);
  });
}
