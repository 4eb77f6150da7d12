const unitMs: Record<string, number> = { '': 1, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

const booleans: Record<string, boolean> = {
  ...{ true: true, yes: true, on: true, '1': true },
  ...{ false: false, no: false, off: false, '0': false },
};

const within = (value: number, min: number, max: number): number | undefined =>
  Number.isSafeInteger(value) && value >= min && value <= max ? value : undefined;

export function parseInteger(text: string, min: number, max: number): number | undefined {
  return /^[+-]?\d{1,16}$/.test(text) ? within(Number(text), min, max) : undefined;
}

/** Milliseconds from `5s`, `150ms`, `2m`, `1h` or a bare number of milliseconds. */
export function parseMilliseconds(text: string, min: number, max: number): number | undefined {
  const match = /^(\d{1,12})(ms|s|m|h)?$/.exec(text);
  if (!match) return undefined;
  return within(Number(match[1]) * (unitMs[match[2] ?? ''] ?? 1), min, max);
}

export function parseBoolean(text: string): boolean | undefined {
  return Object.hasOwn(booleans, text.toLowerCase()) ? booleans[text.toLowerCase()] : undefined;
}

export function parseUrl(text: string, protocols: readonly string[]): string | undefined {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol) ? text : undefined;
}

/** Writes a duration in the longest unit in which it is a whole number: `90s`, `24h`. */
export function formatMilliseconds(ms: number): string {
  const unit = ['h', 'm', 's'].find((name) => ms > 0 && ms % (unitMs[name] ?? 1) === 0) ?? 'ms';
  return `${ms / (unitMs[unit] ?? 1)}${unit}`;
}

/** Says that a value has quotes or white space around it, which only a shell or a `.env` parser would remove. */
export function wrappingProblem(text: string): string | undefined {
  if (text.trim() !== text) return 'begins or ends with white space: remove it';
  const quoted = text.length > 1 && /^["'`]/.test(text) && text.at(-1) === text[0];
  return quoted ? 'is in quotes, which are part of the value here: remove them' : undefined;
}
