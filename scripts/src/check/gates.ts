/** One guard of `make check`: a program of its own, which prints what is wrong and then ends with another code than 0. */
export interface Gate {
  readonly name: string;
  /** A JavaScript or TypeScript file and its arguments, from the root of the repository. */
  readonly run: readonly string[];
  /** What to do about its findings. */
  readonly mend: string;
}

const bin = (path: string) => `node_modules/${path}`;

/** The slowest ones first: two run at a time. */
export const gates: readonly Gate[] = [
  {
    name: 'lint',
    run: [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.'],
    mend: 'The rules and their reasons are in eslint.config.mjs. Part of it mends itself: npx eslint --fix .',
  },
  {
    name: 'types',
    run: [bin('typescript/bin/tsc'), '-p', 'tsconfig.test.json'],
    mend: 'Mend the types; sources and tests are compiled together here.',
  },
  {
    name: 'format',
    run: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    mend: 'Run: npm run format',
  },
  {
    name: 'schema',
    run: ['scripts/src/check/schema.ts'],
    mend: 'services/api/schema.graphql shows reviewers what clients will see. Run: npm run schema, and commit it.',
  },
  {
    name: 'metrics',
    run: ['scripts/src/check/metrics.ts'],
    mend: 'docs/metrics.md is what alerts and dashboards are written from. Run: npm run metrics, and commit it.',
  },
  {
    name: 'dashboards',
    run: ['scripts/src/observability/main.ts', '--check'],
    mend: 'Dashboards, and the rules for Kubernetes, follow from their sources. Run: npm run observability, and commit them.',
  },
  {
    name: 'arrows',
    run: [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', '.dependency-cruiser.mjs', '--output-type', 'err-long'],
      ...['packages', 'services', 'scripts'],
    ],
    mend: 'The arrows are drawn in ARCHITECTURE.md. Move the code; do not bend the rule.',
  },
  {
    name: 'words',
    run: ['scripts/src/check/words.ts'],
    mend: 'The list is scripts/src/check/words.json. Reword the sentence; do not only replace the word.',
  },
  {
    name: 'unused',
    run: [bin('knip/bin/knip.js'), '--no-progress', '--no-config-hints'],
    mend: 'Delete what nothing uses, or drop the word "export"; move a dependency to the workspace that imports it.',
  },
  {
    name: 'workspaces',
    run: ['scripts/src/check/workspaces.ts'],
    mend: 'package.json declares the dependencies; tsconfig.json and package-lock.json follow from it.',
  },
];
