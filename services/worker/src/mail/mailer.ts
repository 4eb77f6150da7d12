import { CodedError } from '@feed/platform/errors';
import { PermanentFailure } from '@feed/tasks/task';
import { createTransport } from 'nodemailer';
import { isConnectionFault, isRefusedForGood, type MailError } from './refusal.js';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Idempotency key, the same for every attempt: it becomes the message id, so that a receiver can drop repetitions. */
  key: string;
}

export interface Mailer {
  /**
   * @throws PermanentFailure when the server refused the mail for good, otherwise CodedError UNAVAILABLE; with the
   * server's error code, never with the receiver's address
   */
  send(mail: Mail, signal: AbortSignal): Promise<void>;
}

export interface MailerOptions {
  /** `smtp://` (with STARTTLS where offered) or `smtps://`. */
  url: string;
  from: string;
  /** Deadline for one mail, connection included. */
  timeoutMs: number;
}

/** Opens a connection for every mail: mails are few, and an idle worker should have no connection open. */
export function createMailer({ url, from, timeoutMs }: MailerOptions): Mailer {
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const transport = createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  const domain = /@([^<>@\s]+?)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    send: async ({ key, to, ...mail }, signal) => {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      // As an object the address is not parsed: it is one receiver, whatever it contains.
      const receiver = { name: '', address: to };
      const message = { ...mail, to: receiver, from, messageId: `<${key}@${domain}>`, signal: deadline };
      await transport.sendMail(message).catch((error: MailError) => {
        if (isRefusedForGood(error))
          throw new PermanentFailure(`The mail server refused the mail for good (${reason(error)})`);
        const advice = isConnectionFault(error) ? ': start the mail server, or correct SMTP_URL' : '';
        throw new CodedError('UNAVAILABLE', `The mail was not accepted (${reason(error)})${advice}`);
      });
    },
  };
}

/** Only the code: the texts of mail servers quote the receiver's address. */
function reason({ code = 'unknown', responseCode }: MailError): string {
  return responseCode === undefined ? code : `${code} ${responseCode}`;
}
