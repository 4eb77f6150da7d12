import { CodedError } from '@feed/platform/errors';
import { createTransport } from 'nodemailer';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same for every attempt to send this mail, so that a receiver can tell a repetition. */
  key: string;
}

export interface Mailer {
  /** @throws CodedError UNAVAILABLE that names the server's reason, never the receiver */
  send(mail: Mail, signal: AbortSignal): Promise<void>;
}

export interface MailerOptions {
  /** `smtp://` (with STARTTLS where offered) or `smtps://`. */
  url: string;
  from: string;
  /** For all of one mail. */
  timeoutMs: number;
}

/** A connection for every mail: there are few, and an idle worker should hold none. */
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

/** The servers' own words quote the address. */
function reason(error: unknown): string {
  const { code = 'unknown', responseCode } = error as { code?: string; responseCode?: number };
  return responseCode === undefined ? code : `${code} ${responseCode}`;
}
