import { readNamedFile } from './env-files.js';
import {
  choiceKind,
  durationKind,
  integerKind,
  stringKind,
  switchKind,
  urlKind,
  type Kind,
} from './env-kinds.js';
import type { UrlOptions } from './env-url.js';
import { wrappingProblem } from './env-values.js';

/** Lists every problem of the environment. It never contains a value, because values may be secrets. */
export class ConfigError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`The configuration has ${problems.length} problem(s):\n- ${problems.join('\n- ')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/**
 * A variable without a `default` is required. An empty variable counts as unset. Quotes and white space around a value are
 * rejected, because `docker --env-file` and Kubernetes leave them where a shell removes them.
 */
export interface EnvReader {
  /** @param options.rule describes `pattern` for people: "must be …" */
  str(name: string, options?: { default?: string; pattern?: RegExp; rule?: string }): string;
  optional(name: string): string | undefined;
  /** The path of a file that can be read. `check` gets its text, and returns the rest of a sentence that begins with NAME. */
  file(name: string, options: { check: (text: string) => string | undefined }): string | undefined;
  int(name: string, options?: { default?: number; min?: number; max?: number }): number;
  /** true/false, yes/no, on/off, 1/0. */
  bool(name: string, options: { default: boolean }): boolean;
  oneOf<T extends string>(name: string, values: readonly T[], options?: { default?: T }): T;
  /** Whether NAME or NAME_FILE is set. */
  has(name: string): boolean;
  /** An absolute URL, from NAME or from the file named by NAME_FILE. */
  url(name: string, options: UrlOptions): string;
  /** A duration in milliseconds, written `5s`, `150ms`, `2m` or `5000`. */
  ms(name: string, options: { default: number; min: number; max: number }): number;
  /** From NAME or from the file named by NAME_FILE. In production the development default is rejected. */
  secret(name: string, options: { minLength: number; developmentDefault?: string }): string;
  /** Adds a problem that the caller found, such as two settings that contradict each other. */
  fail(problem: string): void;
}

/**
 * Reads a whole configuration.
 * @returns what `read` returned, deeply frozen
 * @throws ConfigError with every problem, not only the first
 */
export function readEnv<T>(env: NodeJS.ProcessEnv, read: (reader: EnvReader) => T): Readonly<T> {
  const problems: string[] = [];
  const config = read(createReader(env, problems));
  if (problems.length > 0) throw new ConfigError(problems);
  return deepFreeze(config);
}

interface Source {
  raw(name: string): string | undefined;
  fail(problem: string): void;
  production: boolean;
}

/** The text of a variable; `failed` when there is one that cannot be read, which has been reported. */
interface Given {
  readonly text: string | undefined;
  readonly failed?: true;
}

function createReader(env: NodeJS.ProcessEnv, problems: string[]): EnvReader {
  const nodeEnv = env['NODE_ENV'] ?? '';
  if (/^\W*prod(uction)?\W*$/i.test(nodeEnv) && nodeEnv !== 'production')
    problems.push(
      'NODE_ENV must be exactly "production": written like this, it does not reject the development defaults',
    );
  const source: Source = {
    raw: (name) => env[name] || undefined,
    // One variable may be read more than once.
    fail: (problem) => void (problems.includes(problem) || problems.push(problem)),
    production: nodeEnv === 'production',
  };
  const value = <T>(name: string, kind: Kind<T>, preset: T | undefined): T =>
    parse(source, name, { given: { text: source.raw(name) }, kind, preset });
  return {
    str: (name, options = {}) => value(name, stringKind(options), options.default),
    optional: (name) => source.raw(name) && value(name, stringKind({}), undefined),
    file: (name, { check }) => readFileOf(source, name, check),
    int: (name, options = {}) => value(name, integerKind(options), options.default),
    bool: (name, options) => value(name, switchKind, options.default),
    oneOf: (name, values, options = {}) => value(name, choiceKind(values), options.default),
    has: (name) => source.raw(name) !== undefined || source.raw(`${name}_FILE`) !== undefined,
    url: (name, options) =>
      parse(source, name, {
        given: secretText(source, name),
        kind: urlKind(options),
        preset: options.default,
      }),
    ms: (name, options) => value(name, durationKind(options), options.default),
    secret: (name, options) => readSecret(source, name, options),
    fail: source.fail,
  };
}

function parse<T>(
  source: Source,
  name: string,
  { given, kind, preset }: { given: Given; kind: Kind<T>; preset: T | undefined },
): T {
  const { text, failed } = given;
  if (failed) return kind.fallback;
  if (text === undefined) {
    if (preset !== undefined) return preset;
    source.fail(`${name} is required: it ${kind.rule}`);
    return kind.fallback;
  }
  const problem = wrappingProblem(text) ?? kind.problem?.(text);
  const parsed = problem === undefined ? kind.parse(text) : undefined;
  if (parsed !== undefined) return parsed;
  source.fail(`${name} ${problem ?? kind.rule}`);
  return kind.fallback;
}

function readFileOf(
  source: Source,
  name: string,
  check: (text: string) => string | undefined,
): string | undefined {
  const path = source.raw(name);
  if (path === undefined) return undefined;
  const file = readNamedFile(path);
  const problem = 'text' in file ? check(file.text) : file.problem;
  if (problem !== undefined) source.fail(`${name} ${problem}`);
  return path;
}

function readSecret(source: Source, name: string, options: Parameters<EnvReader['secret']>[1]): string {
  const { minLength, developmentDefault } = options;
  const { text: given, failed } = secretText(source, name);
  if (failed) return '';
  if (given === undefined && developmentDefault !== undefined && !source.production)
    return developmentDefault;
  const wrapping = given === undefined ? undefined : wrappingProblem(given);
  if (given === undefined) {
    source.fail(`${name} is required: set it, or name a file that contains it in ${name}_FILE`);
  } else if (wrapping !== undefined) {
    source.fail(`${name} ${wrapping}`);
  } else if (source.production && given === developmentDefault) {
    source.fail(`${name} is the development default, which production rejects`);
  } else if (given.length < minLength) {
    source.fail(`${name} must have at least ${minLength} characters`);
  }
  return given ?? '';
}

function secretText(source: Source, name: string): Given {
  const direct = source.raw(name);
  const file = source.raw(`${name}_FILE`);
  if (file === undefined) return { text: direct };
  const fail = (problem: string): Given => {
    source.fail(problem);
    return { text: undefined, failed: true };
  };
  if (direct !== undefined) return fail(`${name} and ${name}_FILE are both set: set one of them`);
  const content = readNamedFile(file);
  if ('problem' in content) return fail(`${name}_FILE ${content.problem}`);
  const text = content.text.replace(/\r?\n$/, '');
  if (text === '') return fail(`${name}_FILE names a file that is empty; a pipe can be read only once`);
  return { text };
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
