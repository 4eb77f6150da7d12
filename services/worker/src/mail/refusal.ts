/** The parts of an error of nodemailer. */
export interface MailError {
  code?: string;
  /** The command that was answered. */
  command?: string;
  responseCode?: number;
  /** The reply of the server, which may name the receiver. */
  response?: string;
}

/**
 * Replies that are about this system and not about the mail: it has to log in (530, 534, 535, 538), it speaks to a server
 * that takes no mail (521), or the two disagree about the protocol (502 to 504).
 */
const ownFault = new Set([502, 503, 504, 521, 530, 534, 535, 538]);
/** Enhanced codes for the same, and for a sender that is not accepted: 5.1.7, 5.1.8, 5.3.2, 5.5.x, 5.7.8, 5.7.9, 5.7.14. */
const ownFaultEnhanced = /^5\d\d[ -]5\.(1\.[78]|3\.2|5\.\d+|7\.(8|9|14))\b/;
/** A server that does not relay for this system says so for each receiver, under codes that also have other meanings. */
const relaying = /\brelay/i;

const connectionFaults = new Set(['ECONNECTION', 'EDNS', 'ESOCKET', 'ETLS', 'EAUTH']);

/** Whether there is no connection to the mail server, or it does not accept the login. */
export const isConnectionFault = ({ code = '' }: MailError): boolean => connectionFaults.has(code);

/**
 * Whether a server refused the mail for good because of its receiver or its content. Everything else is retried: 4xx
 * replies, lost connections, and faults of this system, for which an operator can do something.
 */
export function isRefusedForGood({ code, command, responseCode, response = '' }: MailError): boolean {
  // The address cannot be sent to any server.
  if (code === 'EENVELOPE' && command === 'API') return true;
  if (command !== 'RCPT TO' && command !== 'DATA') return false;
  if (responseCode === undefined || responseCode < 500 || responseCode > 599) return false;
  return !ownFault.has(responseCode) && !ownFaultEnhanced.test(response) && !relaying.test(response);
}
