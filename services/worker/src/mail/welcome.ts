import type { Mail } from './mailer.js';
import { plainName, plainUsername } from './plain.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

/**
 * The mail to a new account. Whoever registers chooses the names and the receiver, so the subject contains none of them,
 * and the text only what cannot be read as a message of its own.
 */
export function welcomeMail(account: {
  username: string;
  firstName: string;
}): Pick<Mail, 'subject' | 'text' | 'html'> {
  const username = plainUsername(account.username);
  const greeted = account.firstName ? plainName(account.firstName) : username;
  const lines = [
    greeted === undefined ? 'Hello,' : `Hello ${greeted},`,
    `welcome! Your account ${username === undefined ? '' : `${username} `}is ready.`,
    'Follow a few people, and what they post and share will appear in your home feed.',
    'You get this mail because this address was given at registration. If that was not you, please ignore it.',
  ];
  const paragraphs = lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n');
  return {
    subject: 'Welcome',
    text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="en"><body>\n${paragraphs}\n</body></html>\n`,
  };
}
