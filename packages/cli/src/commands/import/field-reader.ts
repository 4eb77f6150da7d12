import type { Faults } from '@feed/store/import/faults';
import type { Kind } from '@feed/store/import/rows';
import { parseTime } from './times.js';

export interface TextRule {
  /** Characters at most. */
  max: number;
  /** Default: it must not be empty. */
  optional?: boolean;
}

const controlCharacter = /\p{Cc}/u;

/**
 * Reads the fields of one kind's rows. What is wrong is noted and something harmless put in its place: reading goes on,
 * so that one run finds all faults, and nothing of it is stored.
 */
export class FieldReader {
  /** Of the row that is read. */
  line = 0;
  readonly #kind: Kind;
  readonly #faults: Faults;
  readonly #now: number;

  /** @param now by the database's clock, in milliseconds: nothing was created later */
  constructor(kind: Kind, faults: Faults, now: number) {
    this.#kind = kind;
    this.#faults = faults;
    this.#now = now;
  }

  fault(reason: string, value = ''): void {
    this.#faults.add({ kind: this.#kind, line: this.line, reason, value });
  }

  text(name: string, value: string, { max, optional = false }: TextRule): string {
    if (!optional && value.trim() === '') this.fault(`${name} is empty`);
    if (value.length > max) this.fault(`${name} is longer than ${max} characters`, value);
    if (!value.includes('\0')) return value;
    this.fault(`${name} contains the NUL character`, value.replaceAll('\0', '\\0'));
    return value.replaceAll('\0', '');
  }

  /** A text of one line, such as a name. */
  name(name: string, value: string, rule: TextRule): string {
    const text = this.text(name, value, rule);
    if (controlCharacter.test(text)) this.fault(`${name} contains a control character`, JSON.stringify(text));
    return text;
  }

  /** An address of the web, or null when there is none. */
  link(name: string, value: string, max: number): string | null {
    if (value === '') return null;
    const text = this.text(name, value, { max });
    const usable = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
    if (!usable) this.fault(`${name} is not an http or https address`, value);
    return text;
  }

  time(name: string, value: string): number {
    const time = parseTime(value);
    if (time === undefined) this.fault(`${name} is not an ISO 8601 time`, value);
    else if (time <= 0) this.fault(`${name} lies before 1970`, value);
    else if (time > this.#now) this.fault(`${name} lies in the future`, value);
    else return time;
    return 1;
  }
}
