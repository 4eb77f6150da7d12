import { parseUrl } from '@feed/platform/env-values';
import { storable, type TextRule, textProblems } from '@feed/platform/text';
import type { Faults } from '@feed/store/import/faults';
import type { Kind } from '@feed/store/import/rows';
import { parseTime } from '../../lib/times.js';

/**
 * Reads the fields of the rows of one kind. An invalid field is reported and replaced by a harmless value, so that one run
 * finds all invalid rows. Nothing is stored when there are any.
 */
export class FieldReader {
  /** The line of the current row. */
  line = 0;
  readonly #kind: Kind;
  readonly #faults: Faults;
  readonly #now: number;

  /** @param now the database's time in milliseconds since 1970; a later time is invalid */
  constructor(kind: Kind, faults: Faults, now: number) {
    this.#kind = kind;
    this.#faults = faults;
    this.#now = now;
  }

  reject(reason: string, value = ''): void {
    this.#faults.add({ kind: this.#kind, line: this.line, reason, value });
  }

  /** Reports the problems of a text. @returns the text as far as the database could take it */
  check(name: string, value: string, problems: Iterable<string>): string {
    for (const problem of problems) this.reject(`${name} ${problem}`, value.replaceAll('\0', '\\0'));
    return storable(value);
  }

  text(name: string, value: string, rule: TextRule): string {
    return this.check(name, value, textProblems(value, rule));
  }

  /** Reads an http or https address; an empty field is null. */
  link(name: string, value: string, max: number): string | null {
    if (value === '') return null;
    const text = this.text(name, value, { max });
    if (/\s/.test(text) || parseUrl(text, ['http:', 'https:']) === undefined)
      this.reject(`${name} is not an http or https address`, value);
    return text;
  }

  time(name: string, value: string): number {
    const time = parseTime(value);
    if (time !== undefined) return this.#plausible(name, time, value);
    this.reject(`${name} is not an ISO 8601 time`, value);
    return 1;
  }

  /** @param value milliseconds since 1970; null is none */
  milliseconds(name: string, value: string | null): number {
    if (value !== null) return this.#plausible(name, Number(value), isoTime(Number(value)));
    this.reject(`${name} is not a time`);
    return 1;
  }

  #plausible(name: string, time: number, value: string): number {
    if (time <= 0) this.reject(`${name} is not later than 1970-01-01T00:00:00Z`, value);
    else if (time > this.#now) this.reject(`${name} is in the future`, value);
    else return time;
    return 1;
  }
}

/** The time for a message. Postgres has years that JavaScript does not have. */
const isoTime = (time: number): string =>
  Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : `${time} ms`;
