import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';

export interface MailCatcher {
  readonly url: string;
  readonly mails: ParsedMail[];
  /** Number of mails left without a response. */
  readonly hanging: number;
  /** Decides whether the next mails are accepted, rejected, or left without a response. */
  mode: 'accept' | 'reject' | 'hang';
  /** Accepts the mails left without a response, and all later ones. */
  release(): void;
  stop(): Promise<void>;
}

/** An SMTP server that keeps its mails for the test. */
export async function mailCatcher(): Promise<MailCatcher> {
  const mails: ParsedMail[] = [];
  const hanging: (() => void)[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 100,
    onRcptTo: (address, _session, done) => {
      if (catcher.mode === 'reject') return done(new Error(`${address.address} is not known here`));
      if (catcher.mode === 'hang') hanging.push(done);
      else done();
    },
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const catcher: MailCatcher = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    get hanging() {
      return hanging.length;
    },
    mode: 'accept',
    release: () => {
      catcher.mode = 'accept';
      for (const done of hanging.splice(0)) done();
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
  return catcher;
}
