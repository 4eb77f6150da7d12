import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type Socket, connect } from 'node:net';
import { until } from '@feed/testkit/until';
import { type TestApp, startTestApp } from '../support/app.js';
import { clientOf } from '../support/client.js';

const body = '{"query":"{ __typename }"}';
const head =
  `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n` +
  'expect: 100-continue\r\n\r\n';

/** A connection, and everything that the api sent. */
interface Line {
  socket: Socket;
  received: string;
  closed: boolean;
}

describe('connections', () => {
  let app: TestApp;
  let lines: Line[];
  const start = async (env: Record<string, string>): Promise<void> => {
    lines = [];
    app = await startTestApp({ env });
  };
  afterEach(async () => {
    for (const { socket } of lines) socket.destroy();
    await app.stop();
  });

  async function open(): Promise<Line> {
    const socket = connect(app.api.port, '127.0.0.1');
    const line: Line = { socket, received: '', closed: false };
    lines.push(line);
    socket.on('data', (data) => (line.received += data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => (line.closed = true));
    await once(socket, 'connect');
    return line;
  }

  const received = (line: Line, text: string): Promise<boolean> =>
    until(`the api sends ${text}`, () => line.received.includes(text));
  const closed = (line: Line): Promise<boolean> => until('the api closes a connection', () => line.closed);

  /** Begins a request; its body is still missing. */
  async function begin(line: Line): Promise<void> {
    line.received = '';
    line.socket.write(head);
    await received(line, '100 Continue');
  }

  async function finish(line: Line): Promise<void> {
    line.socket.write(body);
    await received(line, '{"data":{"__typename":"Query"}}');
  }

  const ends = async (): Promise<string[]> =>
    (await app.context.metrics.text()).match(/(?<=http_connections_closed_total)\{.*\} [1-9]\d*/g) ?? [];

  it('that are idle make room for a further one', async () => {
    await start({ MAX_CONNECTIONS: '10', MAX_CONNECTIONS_PER_ADDRESS: '1000' });
    for (let i = 0; i < 10; i += 1) await open();
    const [first, second] = lines as [Line, Line];
    await begin(first);
    await finish(first);
    await clientOf(app).post(JSON.parse(body)).expect(200);
    await closed(second);
    assert.equal(lines.filter((line) => line.closed).length, 1);
    assert.deepEqual(await ends(), ['{limit="all",connection="idle"} 1']);
  });

  it('that are busy are never closed for a further one', async () => {
    await start({ MAX_CONNECTIONS: '10', MAX_CONNECTIONS_PER_ADDRESS: '1000' });
    for (let i = 0; i < 10; i += 1) await begin(await open());
    const busy = [...lines];
    await closed(await open());
    assert.deepEqual(await ends(), ['{limit="all",connection="new"} 1']);
    for (const line of busy) await finish(line);
    assert.deepEqual(
      busy.filter((line) => line.closed),
      [],
    );
  });

  it('of one address are limited, and its idle ones are closed first', async () => {
    await start({ MAX_CONNECTIONS_PER_ADDRESS: '3' });
    const [idle, busy, other] = [await open(), await open(), await open()];
    await begin(busy);
    await begin(other);
    const further = await open();
    await closed(idle);
    await begin(further);
    await closed(await open());
    assert.deepEqual(await ends(), [
      '{limit="address",connection="idle"} 1',
      '{limit="address",connection="new"} 1',
    ]);
    for (const line of [busy, other, further]) await finish(line);
  });

  it('of a proxy are not limited by its address', async () => {
    await start({ MAX_CONNECTIONS_PER_ADDRESS: '1', TRUST_PROXY: '1' });
    for (let i = 0; i < 5; i += 1) await begin(await open());
    for (const line of lines) await finish(line);
    assert.deepEqual(await ends(), []);
  });

  it('without a request, or with half of its head, are closed after a while', async () => {
    await start({ REQUEST_TIMEOUT_MS: '200' });
    const [silent, slow] = [await open(), await open()];
    slow.socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\n');
    await Promise.all([closed(silent), closed(slow)]);
    assert.match(slow.received, /^HTTP\/1\.1 408 /);
  });
});
