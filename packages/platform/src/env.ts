import { parseBoolean, parseInteger, parseMilliseconds, parseUrl } from './env-values.js';
import { FileFault, readTextFile } from './text-file.js';

/** Lists every problem of the environment. It never contains a value, because values may be secrets. */
export class ConfigError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`The configuration has ${problems.length} problem(s):\n- ${problems.join('\n- ')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** A variable without a `default` is required. An empty variable counts as unset. */
export interface EnvReader {
  str(name: string, options?: { default?: string; pattern?: RegExp }): string;
  optional(name: string): string | undefined;
  int(name: string, options?: { default?: number; min?: number; max?: number }): number;
  /** true/false, yes/no, on/off, 1/0. */
  bool(name: string, options: { default: boolean }): boolean;
  oneOf<T extends string>(name: string, values: readonly T[], options?: { default?: T }): T;
  /** Whether NAME or NAME_FILE is set. */
  has(name: string): boolean;
  /** An absolute URL, from NAME or from the file named by NAME_FILE; `protocols` like `['redis:', 'rediss:']`. */
  url(name: string, options: { protocols: readonly string[]; default?: string }): string;
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

/** How one kind of value is parsed. After a problem, `fallback` takes its place so that reading can go on. */
interface Kind<T> {
  parse(text: string): T | undefined;
  rule: string;
  fallback: T;
}

function createReader(env: NodeJS.ProcessEnv, problems: string[]): EnvReader {
  const source: Source = {
    raw: (name) => env[name] || undefined,
    fail: (problem) => void problems.push(problem),
    production: env['NODE_ENV'] === 'production',
  };
  const value = <T>(name: string, kind: Kind<T>, preset: T | undefined): T =>
    parse(source, name, { text: source.raw(name), kind, preset });
  return {
    str: (name, options = {}) => value(name, stringKind(options.pattern), options.default),
    optional: (name) => source.raw(name),
    int: (name, options = {}) => value(name, integerKind(options), options.default),
    bool: (name, options) =>
      value(name, { parse: parseBoolean, rule: 'must be true or false', fallback: false }, options.default),
    oneOf: (name, values, options = {}) => value(name, choiceKind(values), options.default),
    has: (name) => source.raw(name) !== undefined || source.raw(`${name}_FILE`) !== undefined,
    url: (name, { protocols, default: preset }) =>
      parse(source, name, { text: secretText(source, name), kind: urlKind(protocols), preset }),
    ms: (name, options) => value(name, durationKind(options), options.default),
    secret: (name, options) => readSecret(source, name, options),
    fail: source.fail,
  };
}

function parse<T>(
  source: Source,
  name: string,
  { text, kind, preset }: { text: string | undefined; kind: Kind<T>; preset: T | undefined },
): T {
  if (text === undefined) {
    if (preset !== undefined) return preset;
    source.fail(`${name} is required: it ${kind.rule}`);
    return kind.fallback;
  }
  const parsed = kind.parse(text);
  if (parsed !== undefined) return parsed;
  source.fail(`${name} ${kind.rule}`);
  return kind.fallback;
}

const stringKind = (pattern: RegExp | undefined): Kind<string> => ({
  parse: (text) => (!pattern || pattern.test(text) ? text : undefined),
  rule: pattern ? `must match ${pattern}` : 'must not be empty',
  fallback: '',
});

const integerKind = ({ min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER }): Kind<number> => ({
  parse: (text) => parseInteger(text, min, max),
  rule: `must be an integer${describeRange(min, max)}`,
  fallback: 0,
});

const durationKind = ({ min, max }: { min: number; max: number }): Kind<number> => ({
  parse: (text) => parseMilliseconds(text, min, max),
  rule: `must be a duration such as 5s, 150ms or 5000 (ms), from ${min} to ${max} ms`,
  fallback: 0,
});

const choiceKind = <T extends string>(values: readonly T[]): Kind<T> => ({
  parse: (text) => values.find((value) => value === text),
  rule: `must be one of ${values.join(', ')}`,
  fallback: values[0] as T,
});

const urlKind = (protocols: readonly string[]): Kind<string> => ({
  parse: (text) => parseUrl(text, protocols),
  rule: `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  fallback: '',
});

function describeRange(min: number, max: number): string {
  const from = min === Number.MIN_SAFE_INTEGER ? '' : ` from ${min}`;
  const to = max === Number.MAX_SAFE_INTEGER ? '' : ` to ${max}`;
  return from + to;
}

function readSecret(source: Source, name: string, options: Parameters<EnvReader['secret']>[1]): string {
  const { minLength, developmentDefault } = options;
  const given = secretText(source, name);
  if (given === undefined && developmentDefault !== undefined && !source.production)
    return developmentDefault;
  if (given === undefined) {
    source.fail(`${name} is required: set it, or name a file that contains it in ${name}_FILE`);
  } else if (source.production && given === developmentDefault) {
    source.fail(`${name} is the development default, which production rejects`);
  } else if (given.length < minLength) {
    source.fail(`${name} must have at least ${minLength} characters`);
  }
  return given ?? '';
}

function secretText(source: Source, name: string): string | undefined {
  const direct = source.raw(name);
  const file = source.raw(`${name}_FILE`);
  if (file === undefined) return direct;
  if (direct !== undefined) {
    source.fail(`${name} and ${name}_FILE are both set: set one of them`);
    return direct;
  }
  try {
    const text = readTextFile(file).replace(/\r?\n$/, '');
    if (text === '') source.fail(`${name}_FILE names a file that is empty; a pipe can be read only once`);
    return text;
  } catch (error) {
    source.fail(
      `${name}_FILE names a file that ${error instanceof FileFault ? error.reason : 'cannot be read'}`,
    );
    return '';
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
