export const levels = ['ok', 'warn', 'fail'] as const;
export type Level = (typeof levels)[number];

export interface Finding {
  check: string;
  level: Level;
  /** The state that was found; it never contains a secret. */
  found: string;
  /** Advice for the operator; absent when the level is `ok`. */
  advice?: string;
}

export const ok = (check: string, found: string): Finding => ({ check, level: 'ok', found });
export const warn = (check: string, found: string, advice: string): Finding => ({
  check,
  level: 'warn',
  found,
  advice,
});
export const fail = (check: string, found: string, advice: string): Finding => ({
  check,
  level: 'fail',
  found,
  advice,
});

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
/** The share of a limit at which a check starts to warn. */
export const nearlyFull = 0.8;
