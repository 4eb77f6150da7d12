import { prettyFactory } from 'pino-pretty';
import { printable } from '../lib/printable.js';

/** Shows one line of a program's log, ending with a newline. */
export type ShowLine = (program: string, line: string) => string;

type Fields = Readonly<Record<string, unknown>>;

/** For programs: every line is JSON. A line of a program that does not log JSON, such as Postgres, becomes a message. */
export const asJson: ShowLine = (program, line) =>
  isRecord(line) ? `${line}\n` : `${JSON.stringify({ service: program, msg: line })}\n`;

/** For people on a terminal: the time, the level, the program and the message, then the other fields. */
export function forPeople(): ShowLine {
  const pretty = prettyFactory({
    colorize: true,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss.l',
    ignore: 'pid,hostname,service,version,method,path,status,duration_ms',
    messageFormat: (log) => messageOf(log),
  });
  return (program, line) => (isRecord(line) ? pretty(line) : `${program}: ${printable(line)}\n`);
}

const isRecord = (line: string): boolean => line.startsWith('{') && line.endsWith('}');

function messageOf(log: Fields): string {
  const text = (name: string): string => String(log[name] ?? '');
  const request = ['method', 'path', 'status'].map(text).join(' ');
  const message = log['msg'] === 'request' ? `${request} in ${text('duration_ms')} ms` : text('msg');
  return printable(`${text('service')}: ${message}`);
}
