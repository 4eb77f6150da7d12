import type { EnvReader } from '@feed/platform/env';

/** The form of the header Origin, as browsers and apps send it: a scheme, a host in lower case and a port that is not the default. */
const origin = /^[a-z][a-z0-9+.-]*:\/\/([a-z0-9._-]+|\[[0-9a-f:.]+\])(:\d+)?$/;

/** Reads CORS_ORIGINS. An entry that no browser ever sends would allow nothing, so it is reported. */
export function readOrigins(reader: EnvReader): readonly string[] {
  const entries = (reader.optional('CORS_ORIGINS') ?? '').split(',').map((entry) => entry.trim());
  const origins = entries.filter(Boolean);
  for (const entry of origins) {
    const problem = originProblem(entry);
    if (problem !== undefined) reader.fail(`CORS_ORIGINS ${problem}`);
  }
  return origins;
}

function originProblem(entry: string): string | undefined {
  if (entry === '*') return undefined;
  if (/[\s;]/.test(entry)) return 'contains a space or a semicolon: separate origins with commas';
  if (entry.includes('*'))
    return 'contains a * inside of an origin: list every origin, or write * alone to allow all';
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(entry))
    return 'contains an entry without a scheme: write https://www.example.org, or http://… for a page without TLS';
  if (!URL.canParse(entry)) return 'contains an entry that is not an origin: write https://www.example.org';
  const { origin: canonical, protocol, host } = new URL(entry);
  // Only the schemes of the web have an origin in the URL standard; apps use others, such as capacitor://localhost.
  const wanted = canonical === 'null' ? `${protocol}//${host.toLowerCase()}` : canonical;
  if (entry === wanted && origin.test(entry)) return undefined;
  if (!origin.test(wanted)) return 'contains an entry that is not an origin: write https://www.example.org';
  return `contains an entry that browsers never send: write ${wanted}, without a path or a final slash`;
}
