import { connect } from 'node:net';
import { once } from 'node:events';

/** The least that delivering can cost: two commands for each follower, written to a socket, whose replies are counted. */
export interface Pipeline {
  /** Delivers an id to every list. @returns seconds */
  deliver(ids: readonly string[]): Promise<number>;
  close(): void;
}

const key = (nth: number) => `bench:${nth}`;
const command = (...parts: readonly string[]): string =>
  `*${parts.length}\r\n${parts.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`).join('')}`;

/** Creates the lists, with `size` entries each. */
export async function openPipeline(url: string, lists: number, size: number): Promise<Pipeline> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let [missing, done] = [0, () => undefined as void];
  // Every reply is one line, because all of them are numbers or OK.
  socket.on('data', (chunk: Buffer) => {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) missing -= 1;
    if (missing === 0) done();
  });
  const send = (batches: readonly Buffer[], replies: number): Promise<void> =>
    new Promise((resolve) => {
      [missing, done] = [replies, resolve];
      for (const batch of batches) socket.write(batch);
    });
  const all = <T>(each: (nth: number) => T): T[] => Array.from({ length: lists }, (_, nth) => each(nth));
  const entries = Array.from({ length: size }, (_, nth) => `${1_700_000_000_000_000 + nth * 1_048_576}`);
  for (const batch of all((nth) => Buffer.from(command('RPUSH', key(nth), ...entries))))
    await send([batch], 1);
  return {
    async deliver(ids) {
      const batches = ids.map((id) =>
        Buffer.from(
          all((nth) => command('LPUSHX', key(nth), id) + command('LTRIM', key(nth), '0', `${size - 1}`)).join(
            '',
          ),
        ),
      );
      const started = performance.now();
      await send(batches, ids.length * lists * 2);
      return (performance.now() - started) / 1000;
    },
    close: () => socket.destroy(),
  };
}
