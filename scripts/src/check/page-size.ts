import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

/** Sizes in bytes, compressed with gzip. */
const limits = {
  /** The scripts of the page until the feed is shown. */
  firstView: 45_000,
  /** The scripts of any other view, which are loaded when it is opened. */
  view: 7000,
  /** The scripts of the operators' console. */
  console: 25_000,
  styles: 8000,
} as const;

export interface Asset {
  /** Its name without hash and folder: `feed.js`. */
  readonly name: string;
  readonly bytes: number;
}

/** One line for each limit that is exceeded. */
export function sizeProblems(assets: readonly Asset[]): string[] {
  const scripts = assets.filter(({ name }) => name.endsWith('.js'));
  const first = scripts.filter(({ name }) => name === 'feed.js' || !isView(name));
  const consoles = scripts.filter(({ name }) => name.startsWith('console'));
  const others = scripts.filter((each) => !first.includes(each) && !consoles.includes(each));
  return [
    ...problem('the scripts of the first view', sum(first), limits.firstView),
    ...problem('the scripts of the console', sum(consoles), limits.console),
    ...problem('the styles', sum(assets.filter(({ name }) => name.endsWith('.css'))), limits.styles),
    ...others.flatMap(({ name, bytes }) => problem(name, bytes, limits.view)),
  ];
}

const views = new Set(readdirSync('packages/web/src/views').map((name) => `${name}.js`));
const isView = (name: string): boolean => views.has(name);
const sum = (assets: readonly Asset[]): number => assets.reduce((total, { bytes }) => total + bytes, 0);

const problem = (what: string, bytes: number, limit: number): string[] =>
  bytes > limit ? [`${what}: ${bytes} bytes, compressed, and ${limit} are allowed`] : [];

async function builtAssets(): Promise<Asset[]> {
  const folder = mkdtempSync(join(tmpdir(), 'feed-page-'));
  try {
    await build({
      configFile: 'packages/web/vite.config.mjs',
      build: { outDir: folder, emptyOutDir: true },
    });
    const assets = join(folder, 'assets');
    return readdirSync(assets)
      .filter((file) => /\.(js|css)$/.test(file))
      .map((file) => ({
        name: file.replace(/-[\w-]{8}\./, '.'),
        bytes: gzipSync(readFileSync(join(assets, file)), { level: 9 }).length,
      }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
