import { urlProblem, urlRule, type UrlOptions } from './env-url.js';
import { formatMilliseconds, parseBoolean, parseInteger, parseMilliseconds } from './env-values.js';

/** How one kind of value is parsed. After a problem, `fallback` takes its place so that reading can go on. */
export interface Kind<T> {
  /** Undefined stands for a value that breaks the rule. */
  parse(text: string): T | undefined;
  /** The rest of a sentence that begins with the name of the variable. */
  readonly rule: string;
  readonly fallback: T;
  /** Explains what is wrong with one value, where that says more than the rule does. */
  problem?(text: string): string | undefined;
}

export const stringKind = ({ pattern, rule }: { pattern?: RegExp; rule?: string }): Kind<string> => ({
  parse: (text) => (!pattern || pattern.test(text) ? text : undefined),
  rule: rule ?? (pattern ? `must match ${pattern}` : 'must not be empty'),
  fallback: '',
});

export const switchKind: Kind<boolean> = {
  parse: parseBoolean,
  rule: 'must be true or false',
  fallback: false,
};

interface Range {
  readonly min?: number;
  readonly max?: number;
}

export const integerKind = ({
  min = Number.MIN_SAFE_INTEGER,
  max = Number.MAX_SAFE_INTEGER,
}: Range): Kind<number> => ({
  parse: (text) => parseInteger(text, min, max),
  rule: `must be an integer${describeRange(min, max)}, in digits only`,
  fallback: 0,
});

export const durationKind = ({ min, max }: Required<Range>): Kind<number> => ({
  parse: (text) => parseMilliseconds(text, min, max),
  rule:
    `must be a whole number with the unit ms, s, m or h, such as 150ms, 5s, 2m or 24h (without a unit: ms), ` +
    `from ${formatMilliseconds(min)} to ${formatMilliseconds(max)}`,
  fallback: 0,
});

export const choiceKind = <T extends string>(values: readonly T[]): Kind<T> => ({
  parse: (text) => values.find((value) => value === text),
  rule: `must be one of ${values.join(', ')}`,
  fallback: values[0] as T,
});

export const urlKind = ({ protocols, check }: UrlOptions): Kind<string> => ({
  parse: (text) => text,
  rule: urlRule(protocols),
  fallback: '',
  problem: (text) => urlProblem(text, protocols) ?? check?.(new URL(text)),
});

function describeRange(min: number, max: number): string {
  const from = min === Number.MIN_SAFE_INTEGER ? '' : ` from ${min}`;
  const to = max === Number.MAX_SAFE_INTEGER ? '' : ` to ${max}`;
  return from + to;
}
