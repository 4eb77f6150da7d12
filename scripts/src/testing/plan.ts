export interface Part {
  readonly title: string;
  readonly files: readonly string[];
  /** Through PgBouncer in transaction mode, as on the host that is mirrored. */
  readonly pooled: boolean;
}

const everyTest = [
  'packages/*/test/**/*.test.ts',
  'services/*/test/**/*.test.ts',
  'scripts/test/**/*.test.ts',
];
/** What sends SQL the way the services do. */
const servicesTests = ['packages/{store,tasks}/test/**/*.test.ts', 'services/*/test/**/*.test.ts'];

/** `[--pooler] [files]`; everything when nothing is named: directly, then once more through the pooler. */
export function planParts(args: readonly string[]): Part[] {
  const files = args.filter((arg) => arg !== '--pooler');
  const unknown = files.find((file) => file.startsWith('-'));
  if (unknown !== undefined)
    throw new Error(`unknown option ${unknown}: there is --pooler, and names of files`);
  const named = files.length > 0;
  const direct = { title: 'directly on Postgres', files: named ? files : everyTest, pooled: false };
  const pooled = { title: 'through PgBouncer', files: named ? files : servicesTests, pooled: true };
  if (args.includes('--pooler')) return [pooled];
  return named ? [direct] : [direct, pooled];
}
