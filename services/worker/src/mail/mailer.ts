import { CodedError } from '@feed/platform/errors';
import { createTransport } from 'nodemailer';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Idempotency key, the same for every attempt: it becomes the message id, so that a receiver can drop repetitions. */
  key: string;
}

export interface Mailer {
  /** @throws CodedError UNAVAILABLE with the server's error code, never with the receiver's address */
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
    send: async ({ key, ...mail }, signal) => {
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const message = { ...mail, from, messageId: `<${key}@${domain}>`, signal: deadline };
      await transport.sendMail(message).catch((error: unknown) => {
        throw new CodedError('UNAVAILABLE', `The mail was not accepted (${reason(error)})`);
      });
    },
  };
}

/** Only the code: the texts of mail servers quote the receiver's address. */
function reason(error: unknown): string {
  const { code = 'unknown', responseCode } = error as { code?: string; responseCode?: number };
  return responseCode === undefined ? code : `${code} ${responseCode}`;
}
