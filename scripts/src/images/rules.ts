import { unpackedSize, type Entry } from './files.js';
import type { Sbom } from './sbom.js';

/** The fields of an image's configuration that are read here. */
export interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[] | null;
  readonly Cmd: readonly string[] | null;
  readonly Labels: Readonly<Record<string, string>> | null;
}

export interface Image {
  readonly config: ImageConfig;
  readonly files: readonly Entry[];
  readonly sbom: Pick<Sbom, 'components'>;
}

/** Unpacked. */
const maxBytes = 230_000_000;

const labels = ['title', 'description', 'version', 'revision', 'created'];
const namesOfSecrets = /secret|password|token|private|credential|api_?key/i;
const filesOfSecrets = /(^|\/)(\.env[^/]*|\.npmrc|\.git|\.netrc|id_[a-z0-9]+|[^/]+\.(pem|key|p12))$/;
const sources = /\.([cm]?ts|tsx|map|tsbuildinfo)$/;
const tests = /(^|\/)(__tests__|test|tests)\/|\.(test|spec)\.[cm]?js$/;
const texts = /(?<!\/(licen[cs]e|notice|copying|copyright)[^/]*)\.(md|markdown)$/i;
const tools = /(^|\/)(sh|bash|dash|busybox|npm|npx|yarn|corepack|apt|dpkg)$/;

/** Vulnerability scanners look here. */
const contentsOfDebian = ['/etc/os-release', '/var/lib/dpkg/status.d/libc6'];

const paths = (entries: readonly Entry[], wrong: (entry: Entry) => boolean): string[] =>
  entries.filter(wrong).map(({ path }) => path);
const matching = (entries: readonly Entry[], pattern: RegExp): string[] =>
  paths(entries, ({ path, kind }) => kind !== 'folder' && pattern.test(path));

/** Statements that have to be true of an image, each with a function that finds the violations. */
export const rules: Readonly<Record<string, (image: Image) => readonly string[]>> = {
  'runs as a user other than root, given by number': ({ config }) =>
    /^[1-9]\d*(:\d+)?$/.test(config.User) ? [] : [`user "${config.User}"`],
  'starts node under an init, without a shell': ({ config }) =>
    config.Entrypoint?.[0] === 'tini' && config.Cmd?.[0] === 'node'
      ? []
      : [JSON.stringify([config.Entrypoint, config.Cmd])],
  'has its labels': ({ config }) =>
    labels
      .map((name) => `org.opencontainers.image.${name}`)
      .filter((name) => !config.Labels?.[name] || config.Labels[name] === 'unknown'),
  'has no secret in its environment': ({ config }) =>
    config.Env.map((line) => line.replace(/=.*/s, '')).filter((name) => namesOfSecrets.test(name)),
  'has no secret in its files': ({ files }) => [
    ...paths(files, ({ secret }) => secret === true),
    ...matching(files, filesOfSecrets),
  ],
  'has no source text and no source map': ({ files }) => matching(files, sources),
  'has no tests': ({ files }) => matching(files, tests),
  'has no documentation': ({ files }) => matching(files, texts),
  'has no shell and no package manager': ({ files }) => matching(files, tools),
  'belongs to root, and no other user may change it': ({ files }) =>
    paths(files, ({ path, owner, mode, kind }) =>
      kind === 'link' || path === '/tmp' ? false : owner !== '0:0' || (parseInt(mode, 8) & 0o6022) !== 0,
    ),
  'has no package that its SBOM lacks': ({ files, sbom }) => {
    const listed = new Set(sbom.components.map((component) => component['bom-ref']));
    return files.flatMap(({ package: name }) => (name === undefined || listed.has(name) ? [] : [name]));
  },
  'lists its Debian packages': ({ files }) =>
    contentsOfDebian.filter((path) => !files.some((file) => file.path === path)),
  'is small enough': ({ files }) => {
    const bytes = unpackedSize(files);
    return bytes <= maxBytes ? [] : [`${bytes} bytes unpacked, ${maxBytes} are allowed`];
  },
};

const shown = 5;

/** One line for each rule that the image breaks. */
export function ruleProblems(image: Image): string[] {
  return Object.entries(rules).flatMap(([rule, check]) => {
    const found = check(image);
    if (found.length === 0) return [];
    const more = found.length > shown ? ` and ${found.length - shown} more` : '';
    return [`not true: ${rule}: ${found.slice(0, shown).join(', ')}${more}`];
  });
}
