import tseslint from 'typescript-eslint';

const sizes = {
  'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true, IIFEs: true }],
  complexity: ['error', 15],
  'max-depth': ['error', 4],
  'max-params': ['error', 5],
};

const barrels = {
  selector: 'ExportAllDeclaration',
  message: 'No barrels: import from the file that has the code.',
};
const longLived = {
  selector:
    'AssignmentExpression[left.type="MemberExpression"] > :matches(ArrowFunctionExpression, FunctionExpression).right',
  message:
    'V8 keeps such a function, and everything it refers to, until the next full collection: name it, then assign it.',
};
const fixedTimeout = {
  selector:
    'CallExpression[callee.property.name="timeout"][callee.object.name!="AbortSignal"] > Literal[value!=0].arguments',
  message: 'A busy machine needs longer: wrap the time-out in patience() of @feed/testkit/patience.',
};

export default tseslint.config(
  {
    ignores: [
      ...['**/dist/', '**/node_modules/', '.local/', '.cache/'],
      ...['services/api/src/kit/schema-types.ts', 'packages/client/src/generated/'],
      'packages/web/src/**/documents.ts',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.base],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      parserOptions: { project: 'tsconfig.test.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      ...sizes,
      // A forgotten promise is a lost error, and a lost error is a lost write.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-console': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx', 'hack'], location: 'start' }],
      'no-restricted-syntax': ['error', barrels],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-param-reassign': 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // describe() is one long function, and a scenario is easier to follow in one piece.
    files: ['**/test/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': 'off',
      'max-params': 'off',
      complexity: 'off',
      'no-restricted-syntax': ['error', barrels, fixedTimeout],
    },
  },
  {
    // Browsers have other globals, and components return markup, which takes more lines than statements.
    files: ['packages/web/src/**/*.{ts,tsx}'],
    languageOptions: {
      parserOptions: { project: 'packages/web/tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }] },
  },
  // Examples are programs for a terminal.
  { files: ['docs/examples/*.ts'], rules: { 'no-console': 'off' } },
  // Requests run through these files.
  {
    files: ['services/api/src/**/*.ts', 'packages/store/src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', barrels, longLived] },
  },
  // A migration is written once and never changed, and one file shows the whole schema.
  { files: ['packages/store/src/postgres/migrations/*.ts'], rules: { 'max-lines': 'off' } },
);
