import { CodedError } from '@feed/platform/errors';
import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { integer, json } from '../lib/options.js';
import { oneLine, printable } from '../lib/printable.js';
import { table } from '../lib/table.js';
import type { AddCommand, Terminal } from '../lib/terminal.js';
import { mailDirectory, openMailFolder } from '@feed/local-servers/mail-catcher/folder';

interface Headers {
  /** 1 is the newest. */
  number: number;
  received: string;
  from: string;
  to: string;
  subject: string;
}

interface ListOptions {
  limit: number;
  json?: boolean;
}

const examples = `
The local system sends no mail: a catcher keeps the mails as files in .local/mails, or in the directory MAIL_DIR.

Examples:
  feedctl mails             lists the newest ones
  feedctl mails show 1      shows the newest one`;

export const addMails: AddCommand = (program, terminal) => {
  const mails = program
    .command('mails')
    .description('Read the mails that the local system would have sent.')
    .addHelpText('after', examples);
  mails
    .command('list', { isDefault: true })
    .description('List the mails, newest first.')
    .option('--limit <count>', 'the maximum number of mails', integer(1, 500), 20)
    .option(...json)
    .action((options: ListOptions) => list(terminal, options));
  mails
    .command('show')
    .description('Show one mail.')
    .argument('<number>', 'its number in the list; 1 is the newest', integer(1, 1_000_000))
    .option(...json)
    .action((number: number, options: { json?: boolean }) => show(terminal, number, options));
};

async function list(terminal: Terminal, options: ListOptions): Promise<void> {
  const folder = openMailFolder(mailDirectory(terminal.env));
  const names = folder.list();
  const mails: Headers[] = [];
  for (const [index, name] of names.slice(0, options.limit).entries())
    mails.push(headers(index + 1, name, await simpleParser(folder.read(name))));
  if (options.json) return terminal.out(`${JSON.stringify({ total: names.length, mails })}\n`);
  if (mails.length === 0) return terminal.out('There are no mails.\n');
  const rows = mails.map(({ number, received, to, subject }) => [number, received, to, subject]);
  terminal.out(table(['no', 'received', 'to', 'subject'], rows));
}

async function show(terminal: Terminal, number: number, options: { json?: boolean }): Promise<void> {
  const folder = openMailFolder(mailDirectory(terminal.env));
  const name = folder.list()[number - 1];
  if (name === undefined) throw new CodedError('NOT_FOUND', `there is no mail number ${number}`);
  const mail = await simpleParser(folder.read(name));
  const head = headers(number, name, mail);
  const { text = '', messageId = '' } = mail;
  if (options.json) {
    const html = mail.html === false ? null : mail.html;
    return terminal.out(`${JSON.stringify({ ...head, messageId, text, html })}\n`);
  }
  const { from, to, subject, received } = head;
  const lines = [`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, `Received: ${received}`];
  terminal.out(`${lines.map(oneLine).join('\n')}\n\n${printable(text).trimEnd()}\n`);
}

function headers(number: number, name: string, { from, to, subject = '' }: ParsedMail): Headers {
  return { number, received: timeOf(name), from: addresses(from), to: addresses(to), subject };
}

const addresses = (found: AddressObject | AddressObject[] | undefined) =>
  [found ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ');

/** The name of a file starts with the time at which the mail arrived. */
function timeOf(name: string): string {
  const [, date, time] = /^(\d{8})T(\d{6})/.exec(name) ?? [];
  if (date === undefined || time === undefined) return '';
  return `${date.replace(/(....)(..)(..)/, '$1-$2-$3')} ${time.replace(/(..)(..)(..)/, '$1:$2:$3')}`;
}
