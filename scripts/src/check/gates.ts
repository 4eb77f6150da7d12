/** A check of `make check`: a program that prints what is wrong and then exits with a code other than 0. */
export interface Gate {
  readonly name: string;
  /** A JavaScript or TypeScript file and its arguments, from the root of the repository. */
  readonly run: readonly string[];
  /** Advice about its findings. */
  readonly repair: string;
}

const bin = (path: string) => `node_modules/${path}`;

/** The slowest ones come first, because several run at a time. */
export const gates: readonly Gate[] = [
  {
    name: 'lint',
    run: [bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.'],
    repair: 'The rules and their reasons are in eslint.config.mjs. For automatic repairs: npx eslint --fix .',
  },
  {
    name: 'types',
    run: [bin('typescript/bin/tsc'), '-p', 'tsconfig.test.json'],
    repair: 'Correct the types. This check compiles sources and tests together.',
  },
  {
    name: 'page-types',
    run: [bin('typescript/bin/tsc'), '-p', 'packages/web/tsconfig.check.json'],
    repair: 'Correct the types. This check compiles the page, which runs in browsers.',
  },
  {
    name: 'page-size',
    run: ['scripts/src/check/page-size.ts'],
    repair: 'Load code with the view that needs it, or do without a library. Do not raise the limit.',
  },
  {
    name: 'format',
    run: [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    repair: 'Run: npm run format',
  },
  {
    name: 'schema',
    run: ['scripts/src/check/schema.ts'],
    repair:
      'The schema, the types of its clients, and its reference are generated. Run: npm run schema, and commit them.',
  },
  {
    name: 'metrics',
    run: ['scripts/src/check/metrics.ts'],
    repair:
      'docs/metrics.md has to list the metrics that the code declares. Run: npm run metrics, and commit it.',
  },
  {
    name: 'dashboards',
    run: ['scripts/src/observability/main.ts'],
    repair:
      'Dashboards, and the rules for Kubernetes, are generated from their sources. Run: npm run observability, and commit them.',
  },
  {
    name: 'arrows',
    run: [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', '.dependency-cruiser.mjs', '--output-type', 'err-long'],
      ...['packages', 'services', 'scripts', 'bench'],
    ],
    repair: 'The arrows are drawn in ARCHITECTURE.md. Move the code; do not weaken the rule.',
  },
  {
    name: 'visibility',
    run: ['scripts/src/check/visibility.ts'],
    repair: 'Take the condition from packages/store/src/visibility.ts, or add one there.',
  },
  {
    name: 'words',
    run: ['scripts/src/check/words.ts'],
    repair: 'The list is scripts/src/check/words.json. Reword the sentence; do not only replace the word.',
  },
  {
    name: 'unused',
    run: [bin('knip/bin/knip.js'), '--no-progress', '--no-config-hints'],
    repair:
      'Delete what nothing uses, or drop the word "export"; move a dependency to the workspace that imports it.',
  },
  {
    name: 'workspaces',
    run: ['scripts/src/check/workspaces.ts'],
    repair:
      'package.json declares the dependencies. Run: npm run references, which writes tsconfig.json from it.',
  },
];
