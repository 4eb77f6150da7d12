/** Sizes in bytes, compressed with gzip. */
const limits = {
  /** The scripts of the page until the feed is shown. */
  firstView: 45_000,
  /** All scripts of the page but those of the console, most of which a visitor never loads. */
  client: 56_000,
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

/**
 * One line for each limit that is exceeded.
 * @param views the names of the views, which are those of their scripts
 */
export function sizeProblems(assets: readonly Asset[], views: readonly string[]): string[] {
  const isView = (name: string): boolean => views.includes(name.replace(/\.js$/, ''));
  const scripts = assets.filter(({ name }) => name.endsWith('.js'));
  const consoles = scripts.filter(({ name }) => name.startsWith('console'));
  const first = scripts.filter(
    (each) => each.name === 'feed.js' || !(isView(each.name) || consoles.includes(each)),
  );
  const others = scripts.filter((each) => !first.includes(each) && !consoles.includes(each));
  return [
    ...problem('the scripts of the first view', sum(first), limits.firstView),
    ...problem('the scripts of all views', sum([...first, ...others]), limits.client),
    ...problem('the scripts of the console', sum(consoles), limits.console),
    ...problem('the styles', sum(assets.filter(({ name }) => name.endsWith('.css'))), limits.styles),
    ...others.flatMap(({ name, bytes }) => problem(name, bytes, limits.view)),
  ];
}

const sum = (assets: readonly Asset[]): number => assets.reduce((total, { bytes }) => total + bytes, 0);

const problem = (what: string, bytes: number, limit: number): string[] =>
  bytes > limit ? [`${what}: ${bytes} bytes, compressed, and ${limit} are allowed`] : [];
