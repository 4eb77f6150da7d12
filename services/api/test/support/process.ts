import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

export interface Line {
  msg: string;
  level: string;
  request_id?: string;
  port?: number;
  ops_port?: number;
  status?: number;
}

/** The api as a separate process, with the lines that it logged. */
export function startApi(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', main], {
    env: {
      PATH: process.env['PATH'],
      HOST: '127.0.0.1',
      PORT: '0',
      OPS_PORT: '0',
      DRAIN_DELAY_MS: '300',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: Line[] = [];
  const output = { stderr: '', rest: '' };
  child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString()));
  child.stdout.on('data', (data: Buffer) => {
    const parts = (output.rest + data.toString()).split('\n');
    output.rest = parts.pop() ?? '';
    lines.push(...parts.map((part) => JSON.parse(part) as Line));
  });
  return { child, lines, output };
}

/** The first line that passes the test, of those logged so far or later. */
export async function untilLine(
  { child, lines }: ReturnType<typeof startApi>,
  test: (line: Line) => boolean,
): Promise<Line> {
  for (;;) {
    const found = lines.find(test);
    if (found) return found;
    await Promise.race([
      once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data'),
      failIfEnded(child),
    ]);
  }
}

async function failIfEnded(child: ChildProcess): Promise<never> {
  await once(child, 'exit');
  throw new Error('the api ended');
}
