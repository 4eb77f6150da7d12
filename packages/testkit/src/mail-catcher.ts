import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';

export interface MailCatcher {
  readonly url: string;
  readonly mails: ParsedMail[];
  /** Number of mails left without a response. */
  readonly hanging: number;
  /** Decides whether the next mails are accepted, rejected for now, or left without a response. */
  mode: 'accept' | 'reject' | 'hang';
  /** A reply to the given command for the next mails, such as `550 5.1.1 unknown`; undefined for none. */
  reply: { to: 'MAIL FROM' | 'RCPT TO' | 'DATA'; text: string } | undefined;
  /** Accepts the mails left without a response, and all later ones. */
  release(): void;
  stop(): Promise<void>;
}

/** An SMTP server that keeps its mails for the test. */
export async function mailCatcher(): Promise<MailCatcher> {
  const hanging: (() => void)[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 100,
    onMailFrom: (_address, _session, done) => done(replyTo('MAIL FROM', catcher)),
    onRcptTo: ({ address }, _session, done) => {
      const refused = replyTo('RCPT TO', catcher);
      if (refused) done(refused);
      else if (catcher.mode === 'reject') done(errorReply(`450 ${address} is not available now`));
      else if (catcher.mode === 'hang') hanging.push(done);
      else done();
    },
    onData: (stream, _session, done) => {
      const keep = (mail: ParsedMail) => {
        const refused = replyTo('DATA', catcher);
        if (!refused) catcher.mails.push(mail);
        done(refused);
      };
      simpleParser(stream).then(keep, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const catcher: MailCatcher = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails: [],
    get hanging() {
      return hanging.length;
    },
    ...{ mode: 'accept', reply: undefined },
    release: () => {
      catcher.mode = 'accept';
      for (const done of hanging.splice(0)) done();
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
  return catcher;
}

function replyTo(command: string, { reply }: MailCatcher): Error | null {
  return reply?.to === command ? errorReply(reply.text) : null;
}

/** @param text begins with the code */
const errorReply = (text: string): Error =>
  Object.assign(new Error(text.slice(4)), { responseCode: Number(text.slice(0, 3)) });
