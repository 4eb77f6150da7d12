import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { CaughtMail } from '@feed/platform/caught-mails';
import { simpleParser, type AddressObject } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { MailFolder } from './folder.js';

export interface MailCatcherOptions {
  host: string;
  /** 0 chooses a free port. */
  port: number;
  folder: MailFolder;
  onError: (error: Error) => void;
}

export interface MailCatcher {
  port: number;
  close(): Promise<void>;
}

const maxBytes = 1024 * 1024;
const maxClients = 20;
/** How long a silent client can delay the shutdown. */
const closeMs = 500;

/** Starts an SMTP server that accepts every mail and sends none. Rejects when the port is taken. */
export async function startMailCatcher({
  host,
  port,
  folder,
  onError,
}: MailCatcherOptions): Promise<MailCatcher> {
  const server = new SMTPServer({
    authOptional: true,
    // There is no certificate for STARTTLS, and there are no accounts for AUTH.
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: maxBytes,
    maxClients,
    closeTimeout: closeMs,
    onData: (stream, _session, done) => {
      receive(stream)
        .then(async (mail) => folder.keep(mail, await shownOf(mail)))
        .then(() => done(), done);
    },
  });
  const listening = server.listen(port, host);
  // SMTPServer handles the errors of its listening socket and emits them itself.
  await Promise.race([
    once(listening, 'listening'),
    once(server, 'error').then(([error]) => Promise.reject(error as Error)),
  ]);
  server.on('error', onError);
  return {
    port: (listening.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function receive(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
  }
  if (bytes > maxBytes)
    throw Object.assign(new Error('The mail is larger than 1 MiB'), { responseCode: 552 });
  return Buffer.concat(chunks);
}

async function shownOf(mail: Buffer): Promise<CaughtMail> {
  const { from, to, subject = '', text = '' } = await simpleParser(mail);
  const receivedAt = new Date().toISOString();
  return { from: addresses(from), to: addresses(to), subject, text, receivedAt };
}

const addresses = (found: AddressObject | AddressObject[] | undefined): string =>
  [found ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ');
