import type { Mail } from './mailer.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

/** The mail to a new account. */
export function welcomeMail({
  username,
  firstName,
}: {
  username: string;
  firstName: string;
}): Pick<Mail, 'subject' | 'text' | 'html'> {
  const lines = [
    `Hello ${firstName || username},`,
    `welcome! Your account ${username} is ready.`,
    'Follow a few people, and what they post and share will appear in your home feed.',
    'You get this mail because this address was given at registration. If that was not you, please ignore it.',
  ];
  const paragraphs = lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('\n');
  return {
    subject: `Welcome, ${firstName || username}`,
    text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html>\n<html lang="en"><body>\n${paragraphs}\n</body></html>\n`,
  };
}
