import { parseInteger, parseMilliseconds, parseUrl } from '@feed/platform/env-values';
import { isId } from '@feed/store/postgres/ids';
import { InvalidArgumentError, Option } from 'commander';
import { parseTime } from './times.js';

/** `command.option(...json)` adds the option that every command has. */
export const json = ['--json', 'print the result as JSON'] as const;

/** Returns a parser for whole numbers. */
export function integer(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = parseInteger(text, min, max);
    if (value === undefined)
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
    return value;
  };
}

/** Returns a parser for durations such as `90s`, `15m` or `2h`, which returns seconds. */
export function seconds(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = parseMilliseconds(text, min * 1000, max * 1000);
    if (value === undefined)
      throw new InvalidArgumentError(
        `It must be a duration such as 90s, 15m or 2h, from ${min} s to ${max} s.`,
      );
    return value / 1000;
  };
}

const daySeconds = 86_400;

/** The option for the life of access tokens, in seconds. */
export const tokenLife = (description: string): Option =>
  new Option('--ttl <duration>', description).argParser(seconds(60, daySeconds)).default(3600, '1h');

/** Parses an http or https address. */
export function webAddress(text: string): string {
  if (parseUrl(text, ['http:', 'https:']) !== undefined) return text;
  throw new InvalidArgumentError('It must be an address that starts with http:// or https://.');
}

/** Parses the id of a task. */
export function id(text: string): string {
  if (!isId(text)) throw new InvalidArgumentError('It must be an id.');
  return text;
}

/** The oldest rows of invented networks are about three years older than their end, and ids begin in 1970. */
const earliestEnd = Date.UTC(1975, 0);

/** Parses the time at which an invented network ends. @returns milliseconds since 1970 */
export function endTime(text: string): number {
  const time = parseTime(text);
  if (time === undefined || time < earliestEnd)
    throw new InvalidArgumentError('It must be an ISO 8601 time, in 1975 or later.');
  return time;
}
