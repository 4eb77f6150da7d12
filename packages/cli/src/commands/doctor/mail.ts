import { once } from 'node:events';
import { connect as connectPlain, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { connect as connectTls } from 'node:tls';
import { withDeadline } from '@feed/platform/deadline';
import { ok, fail, warn, type Finding } from './finding.js';

const deadlineMs = 5_000;
const check = 'mail';

/** Talks to the SMTP server up to EHLO; sends no mail. @param url starts with `smtp://` or `smtps://` */
export async function checkMail(url: string, production: boolean): Promise<Finding> {
  const { hostname, port, protocol } = new URL(url);
  const secure = protocol === 'smtps:';
  const place = `${hostname}:${port || (secure ? 465 : 587)}`;
  const socket = secure
    ? connectTls({ host: hostname, port: Number(port || 465), servername: hostname })
    : connectPlain({ host: hostname, port: Number(port || 587) });
  try {
    const late = () => new Error('no response in time');
    return ok(check, `${place}: ${await withDeadline(greet(socket), deadlineMs, late)}`);
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const reason = message || code || 'cannot be reached';
    const advice =
      'correct SMTP_URL or start that server: mails are retried for about a quarter of an hour, then their tasks are dead';
    return (production ? fail : warn)(check, `${place}: ${reason}`, advice);
  } finally {
    socket.destroy();
  }
}

async function greet(socket: Socket): Promise<string> {
  const closed = once(socket, 'close').then(() => Promise.reject(new Error('the connection was closed')));
  const failed = new Promise<never>((_, reject) => socket.once('error', reject));
  return Promise.race([failed, closed, talk(socket)]);
}

async function talk(socket: Socket): Promise<string> {
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const greeting = await reply(lines, '220');
  socket.write('EHLO feed-doctor\r\n');
  await reply(lines, '250');
  socket.write('QUIT\r\n');
  return greeting.slice(0, 60);
}

/** The text of the last line of a reply with this status. */
async function reply(lines: AsyncIterator<string>, status: string): Promise<string> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error('the connection was closed');
    if (!value.startsWith(status)) throw new Error(`it responded ${value.slice(0, 60)}`);
    if (value[3] !== '-') return value.slice(4);
  }
}
