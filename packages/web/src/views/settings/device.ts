/** The first pattern that fits names the program; browsers call themselves by the names of others, too. */
const programs = [
  [/\bEdg/, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/Chrom(e|ium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const;

const systems = [
  [/\bAndroid\b/, 'Android'],
  [/\biP(hone|ad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
] as const;

/** A few words for the device that a `User-Agent` header describes. */
export function deviceOf(userAgent: string | null): string {
  if (userAgent === null) return 'An unknown device';
  const find = (patterns: readonly (readonly [RegExp, string])[]): string | undefined =>
    patterns.find(([pattern]) => pattern.test(userAgent))?.[1];
  const [program, system] = [find(programs), find(systems)];
  const [name = ''] = userAgent.split(/[/ ]/);
  return [program ?? name, system].filter(Boolean).join(' on ');
}
