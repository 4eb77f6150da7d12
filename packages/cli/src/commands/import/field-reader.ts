import { parseUrl } from '@feed/platform/env-values';
import type { Faults } from '@feed/store/import/faults';
import type { Kind } from '@feed/store/import/rows';
import { parseTime } from '../../lib/times.js';

export interface TextRule {
  /** The maximum length in characters. */
  max: number;
  /** May be empty. */
  optional?: boolean;
}

const controlCharacter = /\p{Cc}/u;

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

  text(name: string, value: string, { max, optional = false }: TextRule): string {
    if (!optional && value.trim() === '') this.reject(`${name} is empty`);
    if (value.length > max) this.reject(`${name} is longer than ${max} characters`, value);
    if (!value.includes('\0')) return value;
    this.reject(`${name} contains the NUL character`, value.replaceAll('\0', '\\0'));
    return value.replaceAll('\0', '');
  }

  /** Reads a text of one line, such as a name. */
  name(name: string, value: string, rule: TextRule): string {
    const text = this.text(name, value, rule);
    if (controlCharacter.test(text))
      this.reject(`${name} contains a control character`, JSON.stringify(text));
    return text;
  }

  /** Reads an http or https address; an empty field is null. */
  link(name: string, value: string, max: number): string | null {
    if (value === '') return null;
    const text = this.text(name, value, { max });
    if (parseUrl(text, ['http:', 'https:']) === undefined)
      this.reject(`${name} is not an http or https address`, value);
    return text;
  }

  time(name: string, value: string): number {
    const time = parseTime(value);
    if (time === undefined) this.reject(`${name} is not an ISO 8601 time`, value);
    else if (time <= 0) this.reject(`${name} is not later than 1970-01-01T00:00:00Z`, value);
    else if (time > this.#now) this.reject(`${name} is in the future`, value);
    else return time;
    return 1;
  }
}
