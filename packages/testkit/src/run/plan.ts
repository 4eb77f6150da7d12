import { parseArgs } from 'node:util';

export interface Part {
  /** Names the part in file names. */
  readonly name: 'direct' | 'pooled';
  readonly title: string;
  readonly files: readonly string[];
  /** Whether the tests reach Postgres through PgBouncer in transaction mode, as on the small host. */
  readonly pooled: boolean;
  /** Whether some of its tests need a browser. */
  readonly browser: boolean;
  /** Runs only the tests whose full title matches this regular expression. */
  readonly grep?: string;
}

const everyTest = [
  'packages/*/test/**/*.test.ts',
  'services/*/test/**/*.test.ts',
  'scripts/test/**/*.test.ts',
  'bench/test/**/*.test.ts',
];
/** The tests of what sends SQL. */
const servicesTests = ['packages/{store,tasks}/test/**/*.test.ts', 'services/*/test/**/*.test.ts'];

const options = { pooler: { type: 'boolean' }, grep: { type: 'string', short: 'g' } } as const;

/**
 * Plans `[--pooler] [--grep PATTERN] [files]`. Without files that is everything: directly, and the tests of what sends SQL
 * once more through the pooler.
 * @throws Error for an unknown option
 */
export function planParts(args: readonly string[]): Part[] {
  const { values, positionals: files } = parse(args);
  const { pooler = false, grep } = values;
  const named = files.length > 0;
  const pattern = grep === undefined ? {} : { grep };
  const direct: Part = {
    ...{ name: 'direct', title: 'directly on Postgres', pooled: false, browser: needsBrowser(files) },
    ...{ files: named ? files : everyTest, ...pattern },
  };
  const pooled: Part = {
    ...{ name: 'pooled', title: 'through PgBouncer', pooled: true, browser: named && needsBrowser(files) },
    ...{ files: named ? files : servicesTests, ...pattern },
  };
  if (pooler) return [pooled];
  return named ? [direct] : [direct, pooled];
}

/** @param files none stands for all */
const needsBrowser = (files: readonly string[]): boolean =>
  files.length === 0 || files.some((file) => file.includes('packages/web/'));

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Error(`${(error as Error).message}. There are --pooler, --grep PATTERN, and names of files.`);
  }
}
