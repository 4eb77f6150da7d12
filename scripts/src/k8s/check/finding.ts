import type { Program } from './programs.js';

/** What a program holds against an object. */
export interface Finding {
  readonly program: Program['name'];
  /** The program's name of what it checks. */
  readonly check: string;
  /** `Kind/name`. */
  readonly object: string;
  readonly message: string;
}

export const describeFinding = ({ program, check, object, message }: Finding): string =>
  `${program} ${check}: ${object}: ${message}`;
